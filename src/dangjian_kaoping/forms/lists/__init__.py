"""清单: tables from other systems (a platform's scores, a questionnaire) as facts of branches."""
