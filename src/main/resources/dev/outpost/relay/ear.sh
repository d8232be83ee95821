# Hears what the camera at CAMERA sends over UDP, through the tunnel: says the first of two ports that it listens on, reads the camera's own from its
# standard input, opens the way by a packet to each, and tells what came: packets, packets lost between them, and the largest (bytes of UDP's payload).
# It ends after MOST packets, or after LISTENS seconds. perl is in every Debian's and Ubuntu's base.
command -v perl >/dev/null || exit 0
exec perl -e '
use strict;
use Socket;
$| = 1;
my ($camera, $seconds, $most) = @ARGV;
my (@ears, $port);
for (1 .. 50) {
    $port = 20000 + 2 * int(rand(20000));
    @ears = ();
    for my $number ($port, $port + 1) {
        socket(my $ear, PF_INET, SOCK_DGRAM, 0) or exit;
        push @ears, $ear if bind($ear, sockaddr_in($number, INADDR_ANY));
    }
    last if @ears == 2;
}
exit if @ears < 2;
print "port $port\n";
my $far = <STDIN>;
exit unless defined $far && $far =~ /^(\d{1,5})$/;
$far = $1;
my @hello = (pack("CCnNN", 0x80, 0, 0, 0, 0), pack("CCnN", 0x80, 201, 1, 0));
sub knock { send($ears[$_], $hello[$_], 0, sockaddr_in($far + $_, inet_aton($camera))) for 0, 1 }
knock();
print "open\n";
my ($count, $largest, $first, $last) = (0, 0, undef, 0);
my $end = time + $seconds;
while ($count < $most && time < $end) {
    my $ready = "";
    vec($ready, fileno($ears[0]), 1) = 1;
    if (select($ready, undef, undef, 0.3) > 0) {
        my $packet = "";
        recv($ears[0], $packet, 65535, 0);
        next if length($packet) < 12;
        $count++;
        $largest = length($packet) if length($packet) > $largest;
        my $number = unpack("n", substr($packet, 2, 2));
        $first = $number unless defined $first;
        my $since = ($number - $first) & 0xffff;
        $last = $since if $since < 0x8000 && $since > $last;
    } elsif ($count == 0) {
        knock();
    }
}
my $lost = $count > 0 && $last + 1 > $count ? $last + 1 - $count : 0;
print "heard $count $lost $largest\n";
' "$CAMERA" "$LISTENS" "$MOST"
