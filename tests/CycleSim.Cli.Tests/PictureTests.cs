using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>
/// Pictures against the elements that they had when somebody last looked at them, and labels against each other. After a change that is
/// meant, CYCLESIM_REFERENCE=write writes the elements anew.
/// </summary>
public sealed class PictureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Pictures => new()
    {
        { "array-7", "array plot --figure 7 --out PICTURE" },
        { "array-8", "array plot --figure 8 --out PICTURE" },
        { "device-5", "device plot --figure 5 --trajectories 200 --out PICTURE" },
        { "device-6a", "device plot --figure 6a --trajectories 2000 --out PICTURE" },
        { "device-6b", "device plot --figure 6b --trajectories 2000 --out PICTURE" },
        { "device-population", "device plot --figure population --out PICTURE" },
        { "timeline", "simulate --network lenet5-28x28-mnist --batch 8 --capacity 1MiB --timeline PICTURE" },
        { "roofline", "plot roofline REPORT --out PICTURE" },
        { "energy", "plot energy REPORT --out PICTURE" },
        { "lifetimes", "plot lifetimes REPORT --out PICTURE" },
        { "heatmap", "plot heatmap TRACE --scratchpad activation --what conflicts --out PICTURE" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_has_the_elements_that_it_had_and_its_labels_do_not_collide(string name, string command)
    {
        string picture = _folder.File("picture.svg");
        string report = _folder.File("step.json");
        if (command.Contains("REPORT", StringComparison.Ordinal))
        {
            Assert.Equal(0, CliRun.Of(
                "simulate", "--network", "lenet5-28x28-mnist", "--batch", "8", "--capacity", "1MiB", "--lifetimes",
                "--json=" + report).ExitCode);
        }

        CliRun run = CliRun.Of([.. command.Split(' ').Select(word => word switch
        {
            "PICTURE" => picture,
            "REPORT" => report,
            "TRACE" => Path.Combine(Repository.Root, "traces", "lenet5-batch8.cst"),
            _ => word,
        })]);
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Errors);
        SvgPicture svg = new(picture);
        Assert.Equal("", string.Join("\n", svg.Collisions));
        string path = Path.Combine(Repository.Root, "tests", "Reference", "pictures", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("CYCLESIM_REFERENCE") == "write")
            File.WriteAllLines(path, svg.Structure);
        Assert.Equal(File.ReadAllLines(path), svg.Structure);
    }
}
