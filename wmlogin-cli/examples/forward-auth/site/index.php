<?php
// The proxy sets this header for signed-in users, and lets nobody else through.
$user = $_SERVER['HTTP_X_WMLOGIN_USER'] ?? '';
if ($user === '') { http_response_code(500); exit('This site has to be behind its proxy.'); }
?>
<!DOCTYPE html>
<title>Shop</title>
<h1>Welcome, <?= htmlspecialchars($user) ?></h1>
<p>You logged in by <?= htmlspecialchars($_SERVER['HTTP_X_WMLOGIN_METHOD']) ?>.</p>
<form method="post" action="/wmlogin/logout"><button>Sign out</button></form>
