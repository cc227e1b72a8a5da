using System.Reflection;
using CycleSim.Accelerator.Samples;
using CycleSim.Reference;

namespace CycleSim.Accelerator.Tests.Samples;

/// <summary>The samples of tools/samples run, and print what they always printed.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Names => [.. Catalogue.Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_prints_its_golden_text(string name)
    {
        using StringWriter output = new() { NewLine = "\n" };
        Catalogue.Samples[name](output);
        Assert.Equal(File.ReadAllText(Golden(name)).ReplaceLineEndings("\n"), output.ToString());
    }

    [Fact]
    public void Every_sample_has_a_golden_text_and_a_line_in_contributing()
    {
        string[] texts = Directory.GetFiles(Path.GetDirectoryName(Golden("x"))!, "*.txt");
        Assert.Equal(Catalogue.Samples.Keys, texts.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        string page = File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"));
        Assert.All(Catalogue.Samples.Keys, name => Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2, "no such sample")]
    [InlineData(2, "dram-host", "own-memory")]
    public void The_program_runs_one_sample_or_names_them_all(int exitCode, params string[] arguments)
    {
        MethodInfo program = typeof(Catalogue).Assembly.EntryPoint!;
        Assert.Equal(exitCode, program.Invoke(null, [arguments]));
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name + ".txt");
}
