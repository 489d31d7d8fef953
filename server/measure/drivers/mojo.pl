use strict;
use warnings;
use Mojo::UserAgent;
require './serve.pl';

serve(sub {
    my ($job) = @_;
    my %options = %{ $job->{options} || {} };
    my $ua = Mojo::UserAgent->new;
    $ua->max_redirects($options{max_redirects} // 5);
    my $tx = $ua->build_tx($job->{method}, $job->{url}, {headers_of($job)});
    if (($job->{body} || {})->{kind} && $job->{body}{kind} eq 'stream') {
        my $part = body_of($job);
        $tx->req->content->write_chunk($part->() => sub { shift->write_chunk('') });
    } elsif ($job->{body}) {
        $tx->req->body(body_of($job));
    }
    my $answer = $ua->start($tx);
    my $error = $answer->error;
    return { error => one_line($error->{message}) } if $error && !$error->{code};
    return { status => 0 + $answer->res->code, url => '' . $answer->req->url };
});
