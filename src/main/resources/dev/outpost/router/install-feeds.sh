# Installs packages by name from the router's own feeds, whose lists are in RAM since they were asked for.
mend
add_names
finish
