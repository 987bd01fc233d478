module git.example.com/text.git

go 1.19
