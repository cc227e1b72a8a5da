using System.Xml.Linq;
using CycleSim.Architecture.Tests.Compiled;
using CycleSim.Reference;

namespace CycleSim.Architecture.Tests;

/// <summary>References between assemblies point one way, in project files and in what was compiled from them.</summary>
public sealed class AssemblyReferenceTests
{
    public static TheoryData<string> Assemblies => [.. AssemblyTable.Names];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_project_references_only_what_it_may(string assembly)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", assembly, assembly + ".csproj"));
        IEnumerable<string> references = project.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Equal(AssemblyTable.Direct(assembly).Order(), references.Order());
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_compiled_assembly_refers_only_to_those_below_it(string assembly)
    {
        Dictionary<string, string> projects = CompiledAssembly.All.Values.ToDictionary(known => known.FileName, known => known.Name);
        IEnumerable<string> references = CompiledAssembly.All[assembly].References.Where(projects.ContainsKey)
            .Select(file => projects[file]);
        Assert.Subset(AssemblyTable.Reachable(assembly).ToHashSet(), references.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_assembly_reaches_itself(string assembly) => Assert.DoesNotContain(assembly, AssemblyTable.Reachable(assembly));

    [Fact]
    public void Every_folder_of_src_is_in_the_table_was_compiled_and_has_tests()
    {
        string[] sources = [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src"))
            .Select(folder => Path.GetFileName(folder)).Order()];
        Assert.Equal(AssemblyTable.Names.Order(), sources);
        Assert.Equal(CompiledAssembly.All.Keys.Order(), sources);
        Assert.All(sources, name => Assert.True(Directory.Exists(Path.Combine(Repository.Root, "tests", name + ".Tests")), name));
    }

    [Fact]
    public void The_kernel_knows_neither_memories_nor_networks() => Assert.All(
        CompiledAssembly.All["CycleSim.Kernel"].References, name => Assert.StartsWith("System", name, StringComparison.Ordinal));

    [Fact]
    public void No_assembly_but_training_knows_torch() => Assert.All(
        CompiledAssembly.All.Values.Where(assembly => assembly.Name != "CycleSim.Training"),
        assembly => Assert.DoesNotContain(assembly.References, IsTorch));

    [Fact]
    public void The_command_reaches_neither_training_nor_torch()
    {
        IReadOnlyCollection<CompiledAssembly> reached = CompiledAssembly.All["CycleSim.Cli"].Closure();
        Assert.Contains("CycleSim.Studies", reached.Select(assembly => assembly.Name));
        Assert.DoesNotContain("CycleSim.Training", reached.Select(assembly => assembly.Name));
        Assert.DoesNotContain(reached.SelectMany(assembly => assembly.References), IsTorch);
        Assert.DoesNotContain("CycleSim.Training", AssemblyTable.Names.SelectMany(AssemblyTable.Direct));
    }

    [Fact]
    public void Training_knows_torch() => Assert.Contains(CompiledAssembly.All["CycleSim.Training"].References, IsTorch);

    private static bool IsTorch(string name) => name.Contains("torch", StringComparison.OrdinalIgnoreCase);
}
