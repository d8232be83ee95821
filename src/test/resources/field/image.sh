# The base of every router: BusyBox limited to OpenWrt's applets, and dropbear with its libraries. Words: the folder, then the applets.
set -eu
image=$1
shift
cd "$image"
mkdir -p bin sbin usr/bin usr/sbin usr/libexec etc/dropbear root proc sys dev tmp overlay rom mnt
busybox=$(command -v busybox)
dropbear=$(PATH=$PATH:/usr/sbin:/sbin command -v dropbear)
cp "$busybox" usr/libexec/busybox
cp "$dropbear" usr/libexec/dropbear
cp "$(command -v dropbearkey)" usr/bin/dropbearkey
for library in $(ldd "$dropbear" | grep -o '/[^ ]*'); do
	mkdir -p ".${library%/*}"
	cp "$library" ".$library"
done
for applet in "$@"; do
	! busybox --list | grep -q -x -F "$applet" || ln -s ../bin/busybox "bin/$applet"
done
rm -rf root/.ssh
ln -s /etc/dropbear root/.ssh
chmod 700 etc/dropbear root
