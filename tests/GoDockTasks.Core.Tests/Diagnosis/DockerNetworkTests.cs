using GoDockTasks.Core.Diagnosis;

namespace GoDockTasks.Core.Tests.Diagnosis;

/// <summary>What a failure has to do with a network is told by builds on the networks that there are.</summary>
[TestClass]
public sealed class DockerNetworkTests
{
    private const string Other = "minimal image, host network";
    private const string Refused =
        "go: example.com/other@v1.0.0: Get \"http://127.0.0.1:3000/example.com/other/@v/v1.0.0.mod\": dial tcp "
        + "127.0.0.1:3000: connect: connection refused\n";
    private const string NotFound =
        "go: example.com/other@v1.0.0: reading http://127.0.0.1:3000/example.com/other/@v/v1.0.0.mod: 404 Not Found\n";
    private const string TooOld = "go: go.mod requires go >= 1.24 (running go 1.23.4; GOTOOLCHAIN=local)\n";

    [TestMethod]
    public async Task A_module_that_fails_as_here_with_the_network_of_the_host_vanished_with_the_network()
    {
        using var docker = new ScriptedDocker { Says = (isOnHost, _) => isOnHost ? NotFound : Refused };

        var compared = await docker.OfModuleAsync("GDT1121");

        Assert.AreEqual("network", compared.Vanished);
        AreTried(compared, "container GDT1127", "minimal image GDT1127", $"{Other} GDT1121");
        Assert.AreEqual(5, docker.Trials);
    }

    [TestMethod]
    public async Task What_the_network_hides_is_looked_for_on_the_other_one()
    {
        using var docker = new ScriptedDocker
        {
            Says = (isOnHost, dockerfile) =>
                !isOnHost ? Refused
                : dockerfile.Contains("golang:1.23", StringComparison.Ordinal) ? TooOld
                : null,
        };

        var compared = await docker.OfModuleAsync("GDT1003");

        Assert.AreEqual("version", compared.Vanished, string.Join('\n', compared.Places));
        AreTried(
            compared,
            "container GDT1127",
            "minimal image GDT1127",
            $"{Other} -",
            "minimal image, this machine's Go GDT1003"
        );
    }

    [TestMethod]
    public async Task A_failure_that_nothing_brings_back_vanished_with_nothing_that_is_known()
    {
        using var docker = new ScriptedDocker { Says = (isOnHost, _) => isOnHost ? null : Refused };

        var compared = await docker.OfModuleAsync("GDT1121");

        Assert.IsNull(compared.Vanished);
        Assert.IsLessThanOrEqualTo(12, docker.Trials);
    }

    [TestMethod]
    [DataRow("host,none", true)]
    // Somebody's own bridge is for containers that ask for it.
    [DataRow("shop_default,host,none", true)]
    [DataRow("nat,none", false)]
    [DataRow(null, false)]
    public async Task With_one_network_no_other_is_tried(string? networks, bool isHost)
    {
        var (ofHost, others) = (0, 0);
        using var docker = new ScriptedDocker
        {
            Networks = networks?.Split(','),
            Says = (isOnHost, _) =>
            {
                (ofHost, others) = isOnHost ? (ofHost + 1, others) : (ofHost, others + 1);
                return null;
            },
        };

        var compared = await docker.OfModuleAsync("GDT1121");

        Assert.IsNull(compared.Vanished);
        Assert.DoesNotContain(Other, compared.Places.Select(place => place.Name));
        Assert.AreEqual(isHost ? (7, 0) : (0, 7), (ofHost, others));
    }

    [TestMethod]
    public async Task An_image_that_fails_for_its_network_alone_vanished_with_that()
    {
        using var docker = new ScriptedDocker { Says = (isOnHost, _) => isOnHost ? null : Refused };

        var compared = await docker.OfDockerfileAsync("GDT2103");

        Assert.IsTrue(compared.IsReproduced);
        Assert.AreEqual("network", compared.Vanished);
        AreTried(compared, "full image GDT1127", "minimal image GDT1127", $"{Other} -", "container GDT1127");
    }

    [TestMethod]
    public async Task An_image_that_fails_on_each_network_vanished_with_none()
    {
        using var docker = new ScriptedDocker { Says = (isOnHost, _) => isOnHost ? NotFound : Refused };

        var compared = await docker.OfDockerfileAsync("GDT2103");

        Assert.IsNull(compared.Vanished);
        AreTried(compared, "full image GDT1127", "minimal image GDT1127", $"{Other} GDT1121", "container GDT1127");
    }

    [TestMethod]
    public async Task An_image_that_fails_now_and_then_says_nothing_of_its_network()
    {
        var builds = 0;
        using var docker = new ScriptedDocker { Says = (_, _) => builds++ % 2 == 0 ? Refused : null };

        var compared = await docker.OfDockerfileAsync("GDT2103");

        Assert.IsNull(compared.Vanished);
        AreTried(compared, "full image GDT1127", "minimal image GDT1127", "container GDT1127");
    }

    [TestMethod]
    public async Task An_image_that_fails_for_its_Go_is_not_built_on_another_network()
    {
        using var docker = new ScriptedDocker { Says = (_, _) => TooOld };

        var compared = await docker.OfDockerfileAsync("GDT2101");

        Assert.IsNull(compared.Vanished);
        AreTried(compared, "full image GDT1003", "minimal image GDT1003", "container GDT1003");
    }

    [TestMethod]
    public async Task A_sound_module_whose_image_fails_for_its_network_alone_has_that_as_its_cause()
    {
        using var docker = new ScriptedDocker { Says = (isOnHost, _) => isOnHost ? null : Refused };

        var cause = await docker.OfSoundModuleAsync();

        Assert.AreEqual(("GDT1127", 4), (cause.Code, cause.Location.Line));
        Assert.AreEqual("Dockerfile", Path.GetFileName(cause.Location.File));
        Assert.HasCount(2, cause.Fixes);
        Assert.AreEqual(2, docker.Trials);
    }

    [TestMethod]
    [DataRow(null, null, "bridge,host,none", 1)]
    [DataRow(Refused, NotFound, "bridge,host,none", 2)]
    // A build can need what this one hasn't got, as a secret.
    [DataRow(TooOld, null, "bridge,host,none", 1)]
    [DataRow(Refused, null, "host,none", 0)]
    [DataRow(Refused, null, "nat,none", 0)]
    public async Task A_sound_module_has_no_cause_that_is_not_its_network(
        string? usual,
        string? ofHost,
        string networks,
        int trials
    )
    {
        using var docker = new ScriptedDocker
        {
            Networks = networks.Split(','),
            Says = (isOnHost, _) => isOnHost ? ofHost : usual,
        };

        var cause = await docker.OfSoundModuleAsync();

        Assert.AreEqual("GDT5002", cause.Code);
        Assert.AreEqual(trials, docker.Trials);
    }

    [TestMethod]
    public async Task The_report_says_what_differs_also_where_the_failure_was_seen_again()
    {
        using var docker = new ScriptedDocker { Says = (isOnHost, _) => isOnHost ? NotFound : Refused };

        var compared = await docker.OfModuleAsync("GDT1121");

        Assert.Contains(
            "What differs where it doesn't fail: the network.",
            ReproductionReport.ToText(compared, "orders")
        );
        Assert.AreEqual("network", (string?)ReproductionReport.ToJson(compared, "/")["vanished"]);
    }

    [TestMethod]
    [DataRow(
        "GDT1012",
        "GDT1012",
        "GDT2204 is found in it again, and its image fails as the original's does, with GDT1012."
    )]
    [DataRow("GDT2204", "GDT2204", "It fails with the same code, GDT2204.")]
    [DataRow("GDT1012", null, "It fails with the same code, GDT2204.")]
    [DataRow(null, null, "It fails with the same code, GDT2204.")]
    public void The_report_says_with_which_code_what_fails(string? minimal, string? full, string said)
    {
        static ReproductionPlace Place(string name, string? code) =>
            new(name, 2, code is null ? 0 : 2, code, TimeSpan.Zero, null);

        var reproduction = new Reproduction("/tmp/r/orders", "GDT2204", new(1, 1), new(1, 1))
        {
            IsReproduced = true,
            Places = [Place("minimal image", minimal), Place("full image", full)],
            Commands = ["docker build ."],
        };

        Assert.Contains(said, ReproductionReport.ToText(reproduction, "orders"));
        Assert.Contains(
            "Not reproduced: GDT2204 ",
            ReproductionReport.ToText(reproduction with { IsReproduced = false }, "orders")
        );
    }

    private static void AreTried(Reproduction compared, params string[] expected) =>
        CollectionAssert.AreEqual(
            expected,
            compared.Places.Select(place => $"{place.Name} {place.Code ?? "-"}").ToArray()
        );
}
