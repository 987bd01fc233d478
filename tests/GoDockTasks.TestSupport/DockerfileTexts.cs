namespace GoDockTasks.TestSupport;

/// <summary>Dockerfiles that BuildKit accepts, and that it refuses; a real one is asked, too.</summary>
public static class DockerfileTexts
{
    public static IReadOnlyList<string> Accepted { get; } =
    [
        "FROM scratch\n",
        "\uFEFFFROM scratch\n",
        "# check=skip=all\n# escape=`\nFROM scratch\nLABEL a=1 `\n b=2\n",
        "#\n\n# c\nFROM scratch AS a\n",
        "from scratch as A\nFrom a\n",
        "ARG V=scratch\nFROM $V\n",
        "ARG V\nFROM ${V:-scratch}\n",
        "ARG V=a\nFROM scratch\nARG V\nARG a=1 b\n",
        "FROM scratch\nENV a=1 b=\"2 3\" c='4' d=5\\ 6\n",
        "FROM scratch\nENV a b c\n",
        "FROM scratch\nLABEL \"a b\"=c\n",
        "FROM scratch\nCMD x \\\n\n# c\n y\n",
        "FROM scratch\nCMD [\"a\",\t\"\\u0041\"]\n",
        "FROM scratch\nCMD ['a']\n",
        "FROM scratch\nCMD [\"a\"\n",
        "FROM scratch\nCMD\n",
        "FROM scratch\nENTRYPOINT []\n",
        "FROM scratch\nCOPY <<A <<-'B' /x/\n$y\nA\n\tz\n\tB\n",
        "FROM scratch\nCOPY --chmod=644 --chown=1:2 --link <<\"A\" /x\ny\nA\n",
        "FROM scratch\nRUN <<EOF\nFROM x\nEOF\n",
        "FROM scratch\nRUN cat <<EOF1 <<EOF2\n1\nEOF1\n2\nEOF2\n",
        "FROM scratch\nRUN --mount=type=cache,target=/c,id=x,sharing=locked,uid=1,gid=2,mode=0755 "
            + "--mount=type=tmpfs,target=/t,size=10m --network=none x\n",
        "FROM scratch\nRUN --mount=type=secret,id=a,env=A,required --mount=type=ssh "
            + "--mount=\"type=bind\",target=/s,from=scratch,rw x\n",
        "FROM scratch\nRUN -- --mount=x\n",
        "FROM scratch\nHEALTHCHECK NONE\n",
        "FROM scratch\nHEALTHCHECK --interval=1m30s --timeout=.5s --retries=3 --start-period=0 CMD [\"x\"]\n",
        "FROM scratch\nSHELL [\"/bin/x\"]\n",
        "FROM scratch\nONBUILD COPY a b\nONBUILD RUN x\n",
        "FROM scratch\nUSER 1:2\nWORKDIR /a b\nSTOPSIGNAL SIGTERM\nEXPOSE 80 81/udp 90-91\nVOLUME /v /w\n"
            + "VOLUME [\"/a b\"]\n",
        "FROM scratch\nMAINTAINER me\n",
        "FROM scratch\r\nCMD x \\\r\n y\r\n",
        "FROM scratch\nENV a=${b:+c} d=${e#f} g=${h/i/j}\n",
        "FROM scratch\nCMD x \\\n",
        "FROM scratch\nCMD a \\ \t\nb\n",
    ];

    /// <summary>With the line and column of what is wrong.</summary>
    public static IReadOnlyList<(string Text, int Line, int Column)> Refused { get; } =
    [
        ("", 1, 1),
        ("# only a comment\n", 1, 1),
        ("RUN x\nFROM a\n", 1, 1),
        ("ARG x\n", 1, 1),
        ("FROM a b\n", 1, 1),
        ("FROM a AS 1b\n", 1, 11),
        ("FROM a\nRAN x\n", 2, 1),
        ("FROM a\nCOPY x\n", 2, 1),
        ("FROM a\nCOPY x <<EOF\nEOF\n", 2, 8),
        ("FROM a\nCOPY --to=b x y\n", 2, 6),
        ("FROM a\nCOPY --link=maybe x y\n", 2, 6),
        ("FROM a\nCOPY --from=a --from=b x y\n", 2, 15),
        ("FROM a\nCOPY --from x y\n", 2, 6),
        ("FROM a\nENV x\n", 2, 5),
        ("FROM a\nENV x=1 y\n", 2, 9),
        ("FROM a\nENV =1\n", 2, 5),
        ("FROM a\nLABEL\n", 2, 1),
        ("FROM a\nCMD [\"x\", 1]\n", 2, 11),
        ("FROM a\nSHELL bash\n", 2, 1),
        ("FROM a\nUSER\n", 2, 1),
        ("FROM a\nVOLUME [\"\"]\n", 2, 9),
        ("FROM a\nRUN <<EOF\nx\n", 2, 1),
        ("FROM a\nRUN --network=some x\n", 2, 5),
        ("FROM a\nRUN --mount=type=disk x\n", 2, 5),
        ("FROM a\nRUN --mount=type=cache,target=/x,uid=me x\n", 2, 5),
        ("FROM a\nRUN --mount=type=secret,sharing=locked,id=a x\n", 2, 5),
        ("FROM a\nONBUILD FROM b\n", 2, 9),
        ("FROM a\nHEALTHCHECK NONE x\n", 2, 18),
        ("FROM a\nHEALTHCHECK --interval=1x CMD x\n", 2, 13),
        ("FROM a\nHEALTHCHECK --retries=-1 CMD x\n", 2, 13),
        ("FROM a\nHEALTHCHECK RUN x\n", 2, 13),
        ("# escape=x\nFROM a\n", 1, 10),
        ("# syntax=a\n# syntax=b\nFROM a\n", 2, 1),
    ];
}
