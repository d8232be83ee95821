# Lets one site in (or out, without a SITE_TEXT): its file, then our interface and our table written whole and loaded without dropping anybody's session.
set -u
arm
unchanged
write_files
load
