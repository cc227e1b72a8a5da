using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Accounting;

/// <summary>Collects the structures and operations of a step.</summary>
/// <param name="reading">How the account reads.</param>
/// <param name="batch">Batch size.</param>
internal sealed class ProgramBuilder(AccountInterpretation reading, int batch)
{
    private readonly List<AccountStructure> _structures = [];
    private readonly List<AccountOperation> _operations = [];
    private readonly HashSet<int> _before = [];
    private readonly HashSet<int> _after = [];

    /// <summary>Number of operations so far.</summary>
    public int Count => _operations.Count;

    /// <summary>A structure with a slice for each image.</summary>
    public AccountStructure Images(string name, TensorRole role, long words) => Create(name, role, batch, words);

    /// <summary>A structure.</summary>
    public AccountStructure Create(string name, TensorRole role, long slices, long words)
    {
        var structure = new AccountStructure(_structures.Count, name, role, slices, words);
        _structures.Add(structure);
        return structure;
    }

    /// <summary>A structure whose content is in DRAM before the step.</summary>
    public AccountStructure Given(AccountStructure structure)
    {
        _before.Add(structure.Id);
        return structure;
    }

    /// <summary>Parameters: in DRAM before the step, and needed after it.</summary>
    public AccountStructure Parameters(string name, long slices, long words)
    {
        AccountStructure parameters = Given(Create(name, TensorRole.Weight, slices, words));
        _after.Add(parameters.Id);
        return parameters;
    }

    /// <summary>Adds an operation.</summary>
    public void Add(AccountOperation operation) => _operations.Add(operation);

    /// <summary>Adds a product.</summary>
    public void AddProduct(string name, bool isForward, Product product, ProductExtras? extras = null)
    {
        ProductExtras beside = extras ?? ProductExtras.None;
        Add(new(
            name, isForward,
            [
                product.RowUse(reading), product.ColumnUse(reading), .. beside.OutputReads.Select(read => product.OutputUse(reading, read)),
                .. beside.Bias is { } bias ? [product.BiasUse(reading, bias)] : Array.Empty<AccountUse>(),
            ],
            [
                product.OutputUse(reading, product.Output.Structure),
                .. beside.RowSums is { } sums ? [product.RowSumUse(reading, sums)] : Array.Empty<AccountUse>(),
            ])
        {
            FoldCycles = product.FoldCycles,
            Macs = product.Macs,
        });
    }

    /// <summary>Adds an operation that reads and writes each word of structures once.</summary>
    public void AddSweep(string name, bool isForward, IEnumerable<AccountStructure> reads, IEnumerable<AccountStructure> writes) =>
        Add(new(name, isForward, [.. reads.Distinct().Select(Whole)], [.. writes.Select(Whole)]));

    /// <summary>Adds the update of parameters, if it is counted.</summary>
    public void AddUpdate(AccountStructure parameters, AccountStructure gradient)
    {
        if (reading.Update)
            AddSweep($"{parameters.Name} update", false, [parameters, gradient], [parameters]);
    }

    /// <summary>Adds structures that appear with the output of an operation.</summary>
    public void HandOn(int operation, AccountStructure structure) =>
        _operations[operation] = _operations[operation] with { HandedOn = _operations[operation].HandedOn.Add(structure) };

    /// <summary>The step.</summary>
    public AccountProgram Build() => new([.. _structures], [.. _operations], [.. _before], [.. _after]);

    private AccountUse Whole(AccountStructure structure) =>
        new(structure, structure.Bytes(AccountCosts.DramWords(reading.Dram)) / AccountCosts.WordBytes, structure.Words);
}
