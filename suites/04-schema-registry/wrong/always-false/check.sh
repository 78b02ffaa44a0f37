echo '{"is_compatible":false}'
