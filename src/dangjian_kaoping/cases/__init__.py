"""细则测试: run a rubric's cases through the engine. Pure."""
