ls /etc
