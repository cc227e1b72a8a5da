using System.Text.RegularExpressions;
using CycleSim.Reference;

namespace CycleSim.Architecture.Tests;

/// <summary>
/// The top level of the repository has few folders and no strangers. Files that people and tools look for there are welcome without being
/// named here one by one: pages in capitals, licences, settings of the build, dot files. Source files and stray data are not.
/// </summary>
public sealed class TopLevelTests
{
    private static readonly string[] Folders = ["models", "src", "tests", "tools", "traces"];

    /// <summary>What builds and measurements leave; the file .gitignore names them too.</summary>
    private static readonly string[] Generated = ["artifacts", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts", "StrykerOutput"];

    private static readonly string[] Welcome =
    [
        @"\..+", @"[A-Z]+([-_][A-Z0-9.]+)*(\.(md|txt|cff))?", @"(LICEN[CS]E|COPYING|NOTICE)([-.].+)?", @"CycleSim\.slnx?(\..+)?",
        @".+\.(props|targets|ruleset|globalconfig|runsettings)", @"global\.json", @"version\.json", "(?i:nuget)\\.config",
        "Dockerfile", "Makefile",
    ];

    [Fact]
    public void Strangers_are_refused()
    {
        Assert.All(Directory.GetDirectories(Repository.Root), folder => Assert.True(IsFolder(Path.GetFileName(folder)), folder));
        Assert.All(Directory.GetFiles(Repository.Root), file => Assert.True(IsFile(Path.GetFileName(file)), file));
    }

    [Fact]
    public void All_folders_are_there() =>
        Assert.All(Folders, name => Assert.True(Directory.Exists(Path.Combine(Repository.Root, name)), name));

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("DEVELOPERS.md")]
    [InlineData("CODE_OF_CONDUCT.md")]
    [InlineData("CITATION.cff")]
    [InlineData("LICENSE")]
    [InlineData("LICENSE-APACHE")]
    [InlineData("LICENSE.libtorch.txt")]
    [InlineData("THIRD-PARTY-NOTICES.txt")]
    [InlineData("Directory.Solution.targets")]
    [InlineData("global.json")]
    [InlineData("nuget.config")]
    [InlineData(".editorconfig")]
    [InlineData("CycleSim.slnx")]
    public void Files_that_people_expect_are_welcome(string name) => Assert.True(IsFile(name));

    [Theory]
    [InlineData("Program.cs")]
    [InlineData("result.json")]
    [InlineData("trace.cst")]
    [InlineData("step.csv")]
    [InlineData("notes.md")]
    [InlineData("todo.txt")]
    [InlineData("run.sh")]
    [InlineData("plot.svg")]
    [InlineData("Other.sln")]
    [InlineData("README.md.orig")]
    public void Other_files_are_refused(string name) => Assert.False(IsFile(name));

    [Theory]
    [InlineData("docs")]
    [InlineData("lib")]
    [InlineData("out")]
    [InlineData("Src")]
    [InlineData("LICENSE")]
    public void Other_folders_are_refused(string name) => Assert.False(IsFolder(name));

    private static bool IsFile(string name) => Welcome.Any(pattern => Regex.IsMatch(name, $"^(?:{pattern})$"));

    private static bool IsFolder(string name) => name.StartsWith('.') || Folders.Contains(name) || Generated.Contains(name);
}
