//! The examples in the help of the commands. Each line that begins with the name of the program is one.

pub const DEMO: &str = "\
Examples:
  wmlogin demo
  wmlogin demo --port 0 --certificates certificates";

pub const GATEKEEPER: &str = "\
Examples:
  wmlogin gatekeeper
  wmlogin gatekeeper --config gatekeeper.yaml --listen 127.0.0.1:8080 --control-listen 127.0.0.1:8081";

pub const FORWARD_AUTH: &str = "\
Examples:
  wmlogin forward-auth --config /etc/wmlogin/forward-auth.yaml
  wmlogin forward-auth --config forward-auth.yaml --check-config";

pub const ISSUE: &str = "\
Examples:
  wmlogin issue > response.txt
  wmlogin issue --wmid 100000000001 --method KeeperClassic --control http://127.0.0.1:8081/
  wmlogin issue --outcome Cancelled --format json";

pub const LOGIN_URL: &str = "\
Examples:
  wmlogin login-url --url-id 7AFA5173-bddb-453a-adce-99fb012ceb73
  wmlogin login-url --url-id 7AFA5173-bddb-453a-adce-99fb012ceb73 --service http://localhost:8080 --lang en";

pub const VERIFY: &str = "\
Examples:
  wmlogin verify --owner 123456789012 response.txt
  wmlogin verify --owner 123456789012 --url-id 7AFA5173-bddb-453a-adce-99fb012ceb73 --json < response.txt";

pub const REQUEST: &str = "\
Examples:
  wmlogin certificate request --wmid 123456789012 --email owner@example.com
  wmlogin certificate request --wmid 123456789012 --email owner@example.com --key-type ecdsa-p256 -o request.pem";

pub const REGISTER: &str = "\
Examples:
  wmlogin certificate register --server https://localhost:8080 --root root.pem
  wmlogin certificate register --wmid 123456789012 --server http://localhost:8080 --root root.pem";

pub const ADD: &str = "\
Examples:
  wmlogin certificate add certificate.cer --root root.pem";

pub const BACKUP: &str = "\
Examples:
  wmlogin certificate backup -o /media/disk/webmoney.p12
  wmlogin certificate backup --wmid 123456789012 -o webmoney.pfx --backup-passphrase-file passphrase.txt";

pub const HARDEN: &str = "\
Examples:
  wmlogin certificate harden
  wmlogin certificate harden --backup /media/disk/webmoney.p12 --yes";

pub const STATUS: &str = "\
Examples:
  wmlogin certificate status
  wmlogin certificate status --json --at 2027-01-01T00:00:00Z";

pub const RENEW: &str = "\
Examples:
  wmlogin certificate renew --server https://localhost:8080 --root root.pem
  wmlogin certificate renew --force --server https://localhost:8080 --root root.pem";

pub const IMPORT: &str = "\
Examples:
  wmlogin certificate import webmoney.p12
  wmlogin certificate import everything.pfx --wmid 123456789012";

pub const EXPORT: &str = "\
Examples:
  wmlogin certificate export --format cer -o certificate.cer
  wmlogin certificate export --format p12 -o webmoney.p12";

pub const TEST: &str = "\
Examples:
  wmlogin certificate test https://localhost:8443/ --root root.pem";

pub const COMPLETIONS: &str = "\
Examples:
  wmlogin completions bash > ~/.local/share/bash-completion/completions/wmlogin
  wmlogin completions zsh > ~/.zfunc/_wmlogin
  wmlogin completions fish > ~/.config/fish/completions/wmlogin.fish
  wmlogin completions powershell >> $PROFILE";

pub const MAN: &str = "\
Examples:
  wmlogin man ~/.local/share/man/man1";
