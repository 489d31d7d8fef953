# What the drivers in Perl share: a job a line comes in, an answer a line goes out.
use strict;
use warnings;
use JSON::PP;

my $json = JSON::PP->new->utf8->canonical;

# headers_of are the headers as a list of names and values, with the Content-Type
# that a form needs.
sub headers_of {
    my ($job) = @_;
    my @headers = map { map { bytes_of($_) } @$_ } @{ $job->{headers} };
    my $body = $job->{body};
    if ($body && !grep { $_->[0] eq 'Content-Type' } @{ $job->{headers} }) {
        push @headers, 'Content-Type', 'application/x-www-form-urlencoded' if $body->{kind} eq 'form';
        push @headers, 'Content-Type', 'multipart/form-data; boundary=' . ($body->{text} =~ /^--(\S+)/)[0]
            if $body->{kind} eq 'multipart';
    }
    return @headers;
}

# body_of is the body as bytes, or a sub that yields them once; undef: none.
sub body_of {
    my ($job) = @_;
    my $body = $job->{body} or return undef;
    my @parts = bytes_of($body->{text});
    return $body->{kind} eq 'stream' ? sub { shift @parts } : $parts[0];
}

sub bytes_of {
    my ($text) = @_;
    utf8::encode($text);
    return $text;
}

# one_line is an error without its line ends, and without where it was thrown.
sub one_line {
    my ($error) = @_;
    $error =~ s/ at \S+ line \d+\.?(, <STDIN> line \d+\.)?\s*\z//;
    $error =~ s/\s+/ /g;
    $error =~ s/ \z//;
    return $error;
}

# serve answers jobs with what $send->($job) returns: an answer.
sub serve {
    my ($send) = @_;
    $| = 1;
    print "ready\n";
    while (my $line = <STDIN>) {
        my $job = $json->decode($line);
        my $answer = eval { $send->($job) };
        if (!$answer) {
            $answer = { error => one_line($@) };
        }
        print $json->encode($answer), "\n";
    }
}

1;
