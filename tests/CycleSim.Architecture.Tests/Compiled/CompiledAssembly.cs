using Mono.Cecil;

namespace CycleSim.Architecture.Tests.Compiled;

/// <summary>An assembly as the compiler left it.</summary>
/// <param name="Name">Name of its project, which is also its root namespace.</param>
/// <param name="Module">What was read.</param>
internal sealed record CompiledAssembly(string Name, ModuleDefinition Module)
{
    private const string List = "examined-assemblies.txt";

    /// <summary>All assemblies under src, by the name of their project.</summary>
    internal static IReadOnlyDictionary<string, CompiledAssembly> All { get; } =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, List)).Select(Read).ToDictionary(assembly => assembly.Name);

    /// <summary>Simple names of the assemblies that it refers to.</summary>
    internal IEnumerable<string> References => Module.AssemblyReferences.Select(reference => reference.Name);

    /// <summary>Its simple name, which a program may choose unlike the name of its project.</summary>
    internal string FileName => Module.Assembly.Name.Name;

    /// <summary>The assemblies under src that it refers to directly or through others, with itself.</summary>
    internal IReadOnlyCollection<CompiledAssembly> Closure()
    {
        Dictionary<string, CompiledAssembly> byFile = All.Values.ToDictionary(assembly => assembly.FileName);
        HashSet<CompiledAssembly> reached = [];
        Queue<CompiledAssembly> open = new([this]);
        while (open.TryDequeue(out CompiledAssembly? next))
        {
            if (!reached.Add(next))
                continue;
            foreach (string reference in next.References)
            {
                if (byFile.TryGetValue(reference, out CompiledAssembly? known))
                    open.Enqueue(known);
            }
        }

        return reached;
    }

    private static CompiledAssembly Read(string line)
    {
        string[] parts = line.Split('|');
        return new CompiledAssembly(Path.GetFileNameWithoutExtension(parts[0]), ModuleDefinition.ReadModule(parts[1]));
    }
}
