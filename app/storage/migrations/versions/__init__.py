"""One module a step; a step never imports the models, for it must mean the same in ten years."""
