echo '{"is_compatible":true}'
