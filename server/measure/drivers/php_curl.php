<?php
require 'serve.php';

serve(function (array $job): array {
    $set = [
        CURLOPT_URL => $job['url'],
        CURLOPT_FOLLOWLOCATION => true,
        CURLOPT_RETURNTRANSFER => true,
    ];
    $headers = array_column($job['headers'], 1, 0);
    if ($headers) {
        $set[CURLOPT_HTTPHEADER] = linesOf($headers);
    }
    $body = $job['body'];
    $stream = $body && $body['kind'] === 'stream';
    $custom = isset($job['options']['CURLOPT_CUSTOMREQUEST']); // it is all that names the method
    if ($job['method'] === 'POST' && !$custom) {
        $set[CURLOPT_POST] = true;
    } elseif ($job['method'] === 'HEAD') {
        $set[CURLOPT_NOBODY] = true;
    } elseif ($stream) {
        $set[CURLOPT_UPLOAD] = true;
    }
    if ($stream) {
        $parts = [$body['text']];
        $set[CURLOPT_READFUNCTION] = function () use (&$parts) {
            return (string) array_shift($parts);
        };
    } elseif ($body && $body['kind'] === 'multipart') {
        $set[CURLOPT_POSTFIELDS] = ['a' => '1'];
    } elseif ($body || $job['method'] === 'POST' && !$custom) {
        $set[CURLOPT_POSTFIELDS] = $body['text'] ?? '';
    }
    if (!in_array($job['method'], ['GET', 'HEAD', 'POST']) || $job['method'] === 'GET' && $body) {
        $set[CURLOPT_CUSTOMREQUEST] = $job['method'];
    }
    foreach ($job['options'] as $name => $value) {
        if ($name === 'CURLOPT_COOKIEFILE') {
            $value = '';
        } elseif ($value === '{method}') {
            $value = $job['method'];
        }
        $set[constant($name)] = $value;
    }
    $ch = curl_init();
    curl_setopt_array($ch, $set);
    if (curl_exec($ch) === false) {
        throw new Told('cURL error ' . curl_errno($ch) . ': ' . curl_error($ch));
    }
    return [curl_getinfo($ch, CURLINFO_RESPONSE_CODE), curl_getinfo($ch, CURLINFO_EFFECTIVE_URL)];
});
