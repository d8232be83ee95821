# Lets one site in: its file, then our interface and our table written whole and loaded without dropping anybody's session.
set -u
arm
unchanged
write_files
load
