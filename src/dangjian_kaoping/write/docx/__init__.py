"""通报和反馈单: Word documents of a round, the notice in 公文 form by GB/T 9704—2012."""
