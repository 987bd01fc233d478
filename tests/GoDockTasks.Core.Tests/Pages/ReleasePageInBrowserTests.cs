using GoDockTasks.Core.Pages;
using PuppeteerSharp;
using PuppeteerSharp.Input;
using PuppeteerSharp.Media;

namespace GoDockTasks.Core.Tests.Pages;

/// <summary>The page of a release, in Debian's Chromium.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ReleasePageInBrowserTests
{
    private const int Phone = 360;
    private const int Desk = 1280;
    private const int Height = 900;

    // Chart, line of figures and text of AA (WCAG 2.2, 1.4.3).
    private const double Enough = 4.5;

    private static TemporaryFolder folder = null!;
    private static IBrowser browser = null!;

    private static string Address => new Uri(folder.Path("release.html")).AbsoluteUri;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        folder = new("page in a browser");
        ShopModules.Write(folder);
        Assert.IsEmpty(
            ReleasePage.Write(
                folder.Path("release.html"),
                ShopReport.Create(folder.Root),
                ShopReport.Title,
                ShopModules.Settings(folder)
            )
        );
        browser = await Puppeteer.LaunchAsync(
            new()
            {
                ExecutablePath = Tool.Find("chromium", "bin/chromium"),
                HeadlessMode = HeadlessMode.Shell,
                UserDataDir = folder.Path("profile"),
                // Who builds in a container is root there, and opens a file of their own.
                Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            }
        );
    }

    [ClassCleanup]
    public static async Task EndAsync()
    {
        await browser.DisposeAsync();
        folder.Dispose();
    }

    [TestMethod]
    public async Task It_asks_for_no_other_file_and_the_browser_has_nothing_to_say()
    {
        await using var page = await browser.NewPageAsync();
        var (requests, said) = (new List<string>(), new List<string>());
        page.Request += (_, request) => requests.Add(request.Request.Url);
        page.Console += (_, message) => said.Add(message.Message.Text);
        page.PageError += (_, error) => said.Add(error.Message);

        await page.GoToAsync(Address, WaitUntilNavigation.Networkidle0);

        Assert.AreSequenceEqual([Address], requests);
        Assert.IsEmpty(said);
        Assert.AreEqual("Shop.Web: held up", await page.GetTitleAsync());
        Assert.AreEqual("en", await page.EvaluateExpressionAsync<string>("document.documentElement.lang"));
    }

    [TestMethod]
    public async Task What_it_does_not_allow_itself_is_refused_and_seen()
    {
        // The control of the test above: as if a script and an image had come in after all.
        var path = folder.Path("control.html");
        var text = await File.ReadAllTextAsync(folder.Path("release.html"));
        await File.WriteAllTextAsync(
            path,
            text.Replace("</main>", "<script>document.title = 'run'</script><img src=\"other.png\"></main>")
        );
        await using var page = await browser.NewPageAsync();
        var said = new List<string>();
        page.Console += (_, message) => said.Add(message.Message.Text);

        await page.GoToAsync(new Uri(path).AbsoluteUri, WaitUntilNavigation.Networkidle0);

        Assert.HasCount(2, said.Where(text => text.Contains("Content Security Policy", StringComparison.Ordinal)));
        Assert.AreNotEqual("run", await page.GetTitleAsync());
    }

    [TestMethod]
    [DataRow("light", Desk)]
    [DataRow("dark", Desk)]
    [DataRow("light", Phone)]
    [DataRow("dark", Phone)]
    public async Task Every_text_stands_out_from_what_is_behind_it(string scheme, int width)
    {
        await using var page = await OpenAsync(width, scheme);

        var faint = await page.EvaluateFunctionAsync<string[]>(Contrast, Enough);

        Assert.IsEmpty(faint);
        var isDark = await page.EvaluateFunctionAsync<bool>("() => matchMedia('(prefers-color-scheme: dark)').matches");
        Assert.AreEqual(scheme == "dark", isDark);
        Assert.AreEqual(isDark ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)", await GroundAsync(page));
        // What is found where it is faint.
        await page.AddStyleTagAsync(
            new AddTagOptions { Content = ".note { color: #777 !important; background: #888; }" }
        );
        Assert.IsNotEmpty(await page.EvaluateFunctionAsync<string[]>(Contrast, Enough));
    }

    [TestMethod]
    public async Task Tab_reaches_all_that_can_be_opened_and_enter_opens_it()
    {
        await using var page = await OpenAsync(Desk);
        var all = await page.EvaluateExpressionAsync<int>("document.querySelectorAll('summary').length");
        Assert.IsGreaterThan(1, all);

        // Opened from the outside in: what lies in one that is closed can't be reached, and shouldn't be.
        var opened = 0;
        for (var steps = 0; opened < all; steps++)
        {
            Assert.IsLessThan(5000, steps);
            await page.Keyboard.PressAsync(Key.Tab);
            var focus = await page.EvaluateExpressionAsync<string>(
                "document.activeElement.localName + ' ' + getComputedStyle(document.activeElement).outlineStyle + ' '"
                    + "+ document.querySelectorAll('details[open]').length"
            );
            Assert.AreEqual($"{opened}", focus.Split(' ')[2]);
            // Whatever has the focus shows it.
            Assert.DoesNotContain("none", focus);
            Assert.AreNotEqual("body", focus.Split(' ')[0], $"{opened} of {all} opened");
            if (!focus.StartsWith("summary", StringComparison.Ordinal))
                continue;
            await page.Keyboard.PressAsync(Key.Enter);
            opened++;
        }

        Assert.AreEqual(
            all,
            await page.EvaluateExpressionAsync<int>("document.querySelectorAll('details[open]').length")
        );
    }

    [TestMethod]
    public async Task A_phone_scrolls_in_one_direction()
    {
        await using var page = await OpenAsync(Phone);
        await OpenAllAsync(page);

        Assert.AreEqual(Phone, await WidthAsync(page));
        // What would be found.
        await page.AddStyleTagAsync(new AddTagOptions { Content = "h1 { width: 400px }" });
        Assert.AreNotEqual(Phone, await WidthAsync(page));
    }

    [TestMethod]
    public async Task Each_chart_has_a_point_a_release_and_says_them()
    {
        await using var page = await OpenAsync(Desk);

        var charts = await page.EvaluateExpressionAsync<string[]>(
            """
            [...document.querySelectorAll('svg')].map(svg => [
                svg.querySelectorAll('circle').length,
                svg.querySelector('polyline').points.length,
                svg.getAttribute('role'),
                svg.getAttribute('aria-label').split(', ').length - 1,
                [...svg.querySelectorAll('circle')].every(circle => circle.cx.baseVal.value >= 0
                    && circle.cx.baseVal.value <= 240 && circle.cy.baseVal.value >= 0 && circle.cy.baseVal.value <= 56)
            ].join(' '))
            """
        );

        const int Releases = ShopReport.EarlierReleases + 1;
        Assert.HasCount(3 * ShopReport.Services.Length, charts);
        Assert.AreSequenceEqual([$"{Releases} {Releases} img {Releases} true"], charts.Distinct());
    }

    [TestMethod]
    public async Task Headings_are_in_order_and_links_lead_somewhere()
    {
        await using var page = await OpenAsync(Desk);

        var levels = await page.EvaluateExpressionAsync<int[]>(
            "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => +heading.localName[1])"
        );
        Assert.AreEqual(1, levels[0]);
        Assert.HasCount(1, levels.Where(level => level == 1));
        Assert.IsTrue(levels.Zip(levels.Skip(1)).All(pair => pair.Second <= pair.First + 1));
        Assert.AreEqual(
            0,
            await page.EvaluateExpressionAsync<int>(
                """
                [...document.querySelectorAll('a')].filter(a => !document.getElementById(a.hash.slice(1))).length
                + [...document.querySelectorAll('[aria-labelledby]')].filter(e => e.getAttribute('aria-labelledby').split(' ')
                    .some(id => !document.getElementById(id))).length
                """
            )
        );
    }

    [TestMethod]
    public async Task What_is_folded_is_printed_on_white()
    {
        await using var page = await OpenAsync(Desk, "dark");
        const string Folded =
            "[...document.querySelectorAll('details > ul')].filter(list => !list.checkVisibility()).length";
        Assert.IsGreaterThan(0, await page.EvaluateExpressionAsync<int>(Folded));

        await page.EmulateMediaTypeAsync(MediaType.Print);

        Assert.AreEqual(0, await page.EvaluateExpressionAsync<int>(Folded));
        Assert.AreEqual("rgb(255, 255, 255)", await GroundAsync(page));
    }

    // For each text that is shown: the ratio of its colour and of the nearest ground that isn't transparent (WCAG 2.2,
    // definitions of contrast ratio and relative luminance).
    private const string Contrast = """
        enough => {
            for (const details of document.querySelectorAll('details')) details.open = true;
            const rgb = color => color.match(/[\d.]+/g).map(Number);
            const light = color => {
                const [r, g, b] = rgb(color).map(part => part / 255)
                    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ground = element => {
                const color = getComputedStyle(element).backgroundColor;
                return (rgb(color)[3] ?? 1) === 0 && element.parentElement ? ground(element.parentElement) : color;
            };
            const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const faint = new Set();
            let seen = 0;
            while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                if (!texts.currentNode.data.trim() || element.closest('svg') || !element.checkVisibility()) continue;
                seen++;
                for (const part of [null, '::before', '::marker']) {
                    const color = getComputedStyle(element, part).color;
                    const found = ratio(light(color), light(ground(element)));
                    if (!(found >= enough)) faint.add(`${element.localName}.${element.className} ${part} ${found}`);
                }
            }
            return seen > 100 ? [...faint] : ['nothing was looked at'];
        }
        """;

    private static Task<string> GroundAsync(IPage page) =>
        page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static Task OpenAllAsync(IPage page) =>
        page.EvaluateExpressionAsync("for (const details of document.querySelectorAll('details')) details.open = true");

    private static Task<int> WidthAsync(IPage page) =>
        page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth");

    private static async Task<IPage> OpenAsync(int width, string scheme = "light")
    {
        var page = await browser.NewPageAsync();
        await page.SetViewportAsync(new() { Width = width, Height = Height });
        await page.EmulateMediaFeaturesAsync([
            new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme },
        ]);
        await page.GoToAsync(Address);
        return page;
    }
}
