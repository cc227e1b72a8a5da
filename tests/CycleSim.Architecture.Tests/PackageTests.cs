using System.Text.RegularExpressions;
using System.Xml.Linq;
using CycleSim.Reference;

namespace CycleSim.Architecture.Tests;

/// <summary>What tools/pack makes packages of. That they work is checked by tools/check-packages.</summary>
public sealed class PackageTests
{
    private static readonly string[] Libraries =
    [
        "CycleSim.Kernel", "CycleSim.Dram", "CycleSim.Device", "CycleSim.Arrays", "CycleSim.Workloads", "CycleSim.Accelerator",
        "CycleSim.Traces",
    ];

    private static readonly string[] Tools = ["CycleSim.Cli", "CycleSim.Training"];

    public static TheoryData<string> Packages => [.. AssemblyTable.Names.Where(IsPackable)];

    /// <summary>A package needs those of all assemblies that it refers to, and no other is a promise to keep.</summary>
    [Fact]
    public void Libraries_and_what_they_need_are_packages() => Assert.Equal(
        Libraries.Concat(Libraries.SelectMany(AssemblyTable.Reachable)).Concat(Tools).Distinct().Order(),
        AssemblyTable.Names.Where(IsPackable).Order());

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_a_page_and_says_what_it_is(string assembly)
    {
        Assert.True(File.Exists(Path.Combine(FolderOf(assembly), "README.md")), $"{assembly}: no README.md");
        string description = Assert.Single(Project(assembly).Descendants("Description")).Value;
        Assert.Matches(@"^[A-Z][^\n]{40,300}\.$", description);
    }

    /// <summary>What changes the public surface of a library is seen in the build, and between releases in packing.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_surface_of_a_library_is_declared(string assembly) =>
        Assert.Equal(!Tools.Contains(assembly), File.Exists(Path.Combine(FolderOf(assembly), "PublicAPI.Shipped.txt")));

    [Fact]
    public void All_are_packed()
    {
        string script = File.ReadAllText(Path.Combine(Repository.Root, "tools", "pack"));
        string projects = Regex.Match(script, "for project in ([^;]+);").Groups[1].Value;
        Assert.Equal(
            AssemblyTable.Names.Where(IsPackable).Except(Tools).Order(),
            projects.Split(' ').Select(name => $"CycleSim.{name}").Order());
        Assert.All(Tools, tool => Assert.Contains(tool, script, StringComparison.Ordinal));
    }

    private static bool IsPackable(string assembly) => Project(assembly).Descendants("IsPackable").Any(element => element.Value == "true");

    private static XDocument Project(string assembly) => XDocument.Load(Path.Combine(FolderOf(assembly), $"{assembly}.csproj"));

    private static string FolderOf(string assembly) => Path.Combine(Repository.Root, "src", assembly);
}
