<?php
require 'serve.php';

serve(function (array $job): array {
    $http = ['method' => $job['method'], 'header' => linesOf(headersOf($job))] + $job['options'];
    if ($job['body']) {
        $http['content'] = $job['body']['text']; // a string is all it takes
    }
    error_clear_last();
    $content = @file_get_contents($job['url'], false, stream_context_create(['http' => $http]));
    if ($content === false) {
        throw new Told('Warning: ' . error_get_last()['message']);
    }
    preg_match_all('{^HTTP/\S+ (\d+)}m', implode("\n", $http_response_header), $statuses);
    return [(int) end($statuses[1]), ''];
});
