use strict;
use warnings;
use HTTP::Request;
use LWP::UserAgent;
require './serve.pl';

serve(sub {
    my ($job) = @_;
    my %options = %{ $job->{options} || {} };
    $options{cookie_jar} = {} if delete $options{cookie_jar};
    my $ua = LWP::UserAgent->new(%options);
    my $response = $ua->request(HTTP::Request->new($job->{method}, $job->{url}, [headers_of($job)], body_of($job)));
    # LWP makes a response of an error of its own.
    return { error => $response->status_line }
        if ($response->header('Client-Warning') || '') eq 'Internal response';
    return { status => 0 + $response->code, url => '' . $response->request->uri };
});
