"""The command line: joins the layers, decides nothing about points. Commands are thin."""
