using System.Reflection;
using CycleSim.Kernel.Samples;

namespace CycleSim.Kernel.Tests.Samples;

/// <summary>The samples of tools/samples run, and print what they always printed.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Names => [.. Catalogue.Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ASamplePrintsItsGoldenText(string name)
    {
        using StringWriter output = new() { NewLine = "\n" };
        Catalogue.Samples[name](output);
        Assert.Equal(File.ReadAllText(Golden(name)).ReplaceLineEndings("\n"), output.ToString());
    }

    [Fact]
    public void EverySampleHasAGoldenTextAndALineInTheReadme()
    {
        string[] texts = Directory.GetFiles(Path.GetDirectoryName(Golden("x"))!, "*.txt");
        Assert.Equal(Catalogue.Samples.Keys, texts.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        string readme = File.ReadAllText(Path.Combine(Root(), "src", "CycleSim.Kernel", "README.md"));
        Assert.All(Catalogue.Samples.Keys, name => Assert.Contains($"| `{name}` |", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void TheExampleOfTheReadmeIsASample()
    {
        string[] readme = File.ReadAllLines(Path.Combine(Root(), "src", "CycleSim.Kernel", "README.md"));
        string file = Path.Combine(Root(), "tools", "samples", "CycleSim.Kernel.Samples", "Port.cs");
        string[] sample = [.. File.ReadAllLines(file).Select(Code)];
        string[] example = [.. readme.SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```").Select(Code)];
        Assert.Equal(string.Join('\n', example), string.Join('\n', sample.SkipWhile(line => line != example[0]).Take(example.Length)));

        static string Code(string line) => line.Split(" //")[0].Trim().Replace("Console.", "output.", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0, "deadlock")]
    [InlineData(2, "no such sample")]
    [InlineData(2, "bank", "movie")]
    public void TheProgramRunsOneSampleOrNamesThemAll(int exitCode, params string[] arguments)
    {
        MethodInfo program = typeof(Catalogue).Assembly.EntryPoint!;
        Assert.Equal(exitCode, program.Invoke(null, [arguments]));
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name + ".txt");

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CycleSim.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
