using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CycleSim.Cli.Tests;

/// <summary>Dependencies point one way; who may know whom stands here and nowhere else.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["CycleSim.Configuration"] = [],
        ["CycleSim.Kernel"] = [],
        ["CycleSim.Memoization"] = [],
        ["CycleSim.Terminal"] = ["CycleSim.Configuration"],
        ["CycleSim.Traces"] = ["CycleSim.Configuration"],
        ["CycleSim.Workloads"] = ["CycleSim.Configuration"],
        ["CycleSim.Device"] = ["CycleSim.Configuration"],
        ["CycleSim.Arrays"] = ["CycleSim.Configuration", "CycleSim.Device"],
        ["CycleSim.Dram"] = ["CycleSim.Configuration", "CycleSim.Kernel", "CycleSim.Memoization"],
        ["CycleSim.Accelerator"] =
        [
            "CycleSim.Configuration", "CycleSim.Kernel", "CycleSim.Memoization", "CycleSim.Dram", "CycleSim.Workloads", "CycleSim.Traces",
            "CycleSim.Arrays",
        ],
        ["CycleSim.Training"] = ["CycleSim.Accelerator"],
        ["CycleSim.Studies"] = ["CycleSim.Accelerator", "CycleSim.Device"],
        ["CycleSim.Cli"] = ["CycleSim.Terminal", "CycleSim.Studies", "CycleSim.Training"],
    };

    internal static readonly string Root = FindRoot();

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_project_references_only_what_it_may(string assembly)
    {
        var project = XDocument.Load(Path.Combine(Root, "src", assembly, assembly + ".csproj"));
        IEnumerable<string> references = project.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Equal(Allowed[assembly].Order(), references.Order());
    }

    [Fact]
    public void Every_folder_of_src_is_in_the_table_and_has_tests()
    {
        string[] sources = [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)).Order()];
        Assert.Equal(Allowed.Keys.Order(), sources);
        Assert.All(sources, name => Assert.True(Directory.Exists(Path.Combine(Root, "tests", name + ".Tests")), name));
    }

    [Fact]
    public void The_kernel_knows_neither_memories_nor_networks()
    {
        AssemblyName[] references = typeof(Kernel.Simulation).Assembly.GetReferencedAssemblies();
        Assert.All(references, reference => Assert.StartsWith("System", reference.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void No_assembly_but_training_knows_torch() => Assert.All(Allowed.Keys.Except(["CycleSim.Training"]), assembly => Assert.DoesNotContain(
        "Torch", File.ReadAllText(Path.Combine(Root, "src", assembly, assembly + ".csproj")), StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData(@"(?<!Output)File\.(Create|OpenWrite|AppendText|WriteAll|AppendAll|Move|Replace)")]
    [InlineData(@"new FileStream\(|new StreamWriter\((path|file)|Console\.OpenStandard")]
    [InlineData(@"(double|float|decimal)\.(Try)?Parse|Convert\.To(Double|Single|Decimal)")]
    [InlineData(@"NumberStyles\.(Float|Number|Any|Currency|AllowThousands)")]
    public void Only_one_place_opens_files_and_standard_streams_and_reads_decimal_numbers(string pattern)
    {
        // TorchLibrary changes a copy of a library of the installation, which is no output.
        IEnumerable<string> others = Directory.GetFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories).Where(file =>
            !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "CycleSim.Configuration" or "TorchLibrary.cs"));
        IEnumerable<string> found = others.SelectMany(file => File.ReadLines(file).Where(line => Regex.IsMatch(line, pattern))
            .Select(line => $"{Path.GetRelativePath(Root, file)}: {line.Trim()}"));
        Assert.Empty(found);
    }

    [Fact]
    public void The_top_level_is_what_it_should_be()
    {
        string[] expected =
        [
            "CycleSim.sln", "Directory.Build.props", "Directory.Packages.props", "LICENSE", "README.md", "global.json", "models", "src",
            "tests", "tools", "traces",
        ];
        string[] generated = ["artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];
        IEnumerable<string> entries = Directory.GetFileSystemEntries(Root).Select(entry => Path.GetFileName(entry))
            .Where(name => !name.StartsWith('.') && !generated.Contains(name));
        Assert.Equal(expected.Order(StringComparer.Ordinal), entries.Order(StringComparer.Ordinal));
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CycleSim.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests must run inside the repository");
    }
}
