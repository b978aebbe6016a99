//! Lets cargo look at the client's build: a file that appears or goes there changes what is embedded.

fn main() {
    println!("cargo::rerun-if-changed=../web/dist");
}
