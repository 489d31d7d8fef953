<?php
require 'serve.php';
require 'GuzzleHttp/autoload.php';

serve(function (array $job): array {
    $options = ['headers' => headersOf($job)];
    if ($body = $job['body']) {
        $text = $body['text'];
        $options['body'] = $body['kind'] === 'stream' ? (function () use ($text) {
            yield $text;
        })() : $text;
    }
    $url = '';
    $options['on_stats'] = function (GuzzleHttp\TransferStats $stats) use (&$url) {
        $url = (string) $stats->getEffectiveUri();
    };
    foreach ($job['options'] as $name => $value) {
        if (in_array($name, ['http_errors', 'cookies'])) {
            $options[$name] = $name === 'cookies' ? new GuzzleHttp\Cookie\CookieJar() : $value;
        } elseif ($name === 'allow_redirects') {
            $options[$name] = $value;
        } else {
            $options['allow_redirects'][$name] = $value;
        }
    }
    $response = (new GuzzleHttp\Client())->request($job['method'], $job['url'], $options);
    return [$response->getStatusCode(), $url];
});
