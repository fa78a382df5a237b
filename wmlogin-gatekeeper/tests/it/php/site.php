<?php // A site of ten lines: owner, return URL id, service and its root are in the environment.
[$service, $id, $owner, $root] = array_map('getenv', ['SERVICE', 'URL_ID', 'OWNER', 'ROOT']);
if (!$_POST) exit(header("Location: $service/GateKeeper.aspx?RID=$id"));
$sent = fn($name) => htmlspecialchars($_POST["WmLogin_$name"] ?? '', ENT_XML1);
$question = "<request><siteHolder>$owner</siteHolder><user>{$sent('WMID')}</user><ticket>{$sent('Ticket')}</ticket>" .
    "<urlId>$id</urlId><authType>{$sent('AuthType')}</authType><userAddress>{$sent('UserAddress')}</userAddress></request>";
$http = ['method' => 'POST', 'header' => 'Content-Type: text/xml', 'content' => $question];
$context = stream_context_create(['http' => $http, 'ssl' => ['cafile' => $root]]);
preg_match('/ retval="(-?\d+)"/', file_get_contents("$service/ws/authorize.xiface", false, $context), $code);
echo ($code[1] ?? '-1') === '0' ? "Signed in as {$sent('WMID')}" : "Refused";
