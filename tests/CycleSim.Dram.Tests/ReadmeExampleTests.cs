using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Statistics;

namespace CycleSim.Dram.Tests;

/// <summary>The example at the top of the assembly's page compiles, runs, and is the code of this test.</summary>
public sealed class ReadmeExampleTests
{
    [Fact]
    public void The_example_runs()
    {
        // example
        DramSpec part = DramLoader.Load("ddr3-1600-4gb-x8-1rank");     // a shipped part, or a .json file
        var controller = new DramController(part, DramPolicy.Default);
        DramRequest[] requests =
        [
            new(Cycle: 0, Address: 0, IsWrite: false),                 // opens a row of a closed bank
            new(Cycle: 0, Address: part.BurstBytes, IsWrite: false),   // the next burst of that row: a hit
        ];
        DramCompletion[] done = controller.Replay(requests);           // done[i].DoneCycle: 28 and 32 (DRAM clock)
        DramCounts counts = DramCounts.Of(controller.Totals);          // 1 activate, 2 reads, 1 row hit, ...
        decimal energyPj = DramEnergy.Of(part.Energy, counts).TotalPj;
        // end

        // Accepted in cycles 1 and 2; ACT in cycle 2, RD tRCD = 11 later, data CL = 11 later for 4 cycles.
        Assert.Equal([new DramCompletion(1, 2 + 11 + 11 + 4), new DramCompletion(2, 2 + 11 + 11 + 8)], done);
        Assert.Equal((1, 2, 1, 0), (counts.Activates, counts.ReadBursts, counts.RowHits, counts.WriteBursts));
        decimal expectedPj = ExactPj.Of(part.Energy.ActivatePj)
            + 2 * (ExactPj.Of(part.Energy.ReadPj) + ExactPj.Of(part.Energy.DriverAndPhyPj + part.Energy.TerminationPj))
            + counts.ActiveCycles * ExactPj.Of(part.Energy.ActiveCyclePj)
            + counts.PrechargedCycles * ExactPj.Of(part.Energy.PrechargedCyclePj);
        Assert.Equal(expectedPj, energyPj);
    }

    [Fact]
    public void The_page_shows_the_code_of_this_test()
    {
        string[] code = [.. Between("ReadmeExampleTests.cs", "        // example", "        // end").Select(line => line[8..])];
        string[] page = Between("README.md", "```csharp", "```");
        Assert.NotEmpty(code);
        Assert.Equal(code, page);
    }

    private static string[] Between(string resource, string start, string end)
    {
        using Stream stream = typeof(ReadmeExampleTests).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        string[] lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        return [.. lines.SkipWhile(line => line != start).Skip(1).TakeWhile(line => line != end)];
    }
}
