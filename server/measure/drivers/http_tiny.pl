use strict;
use warnings;
use HTTP::Tiny;
require './serve.pl';

serve(sub {
    my ($job) = @_;
    my %options = %{ $job->{options} || {} };
    if (delete $options{cookie_jar}) {
        require HTTP::CookieJar;
        $options{cookie_jar} = HTTP::CookieJar->new;
    }
    my %request = (headers => {headers_of($job)});
    my $body = body_of($job);
    $request{content} = $body if defined $body;
    my $response = HTTP::Tiny->new(%options)->request($job->{method}, $job->{url}, \%request);
    # HTTP::Tiny makes a response of an error of its own.
    return { error => "599 " . one_line($response->{content}) } if $response->{status} == 599;
    return { status => 0 + $response->{status}, url => $response->{url} };
});
