"""Why a branch's composite moved from one round to a later one."""
