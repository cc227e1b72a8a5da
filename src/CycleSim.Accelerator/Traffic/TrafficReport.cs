using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Traces.Traffic;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Traffic;

/// <summary>
/// Joins a simulated step with the tensors that a real step of training stored: write energy that depends on the data, and the errors that
/// the step would suffer. The machine's writes are those of its accounting; what a tensor overwrites is the same tensor of the step
/// before. Tensors that training does not show (gradients of weights, states of the optimizer, statistics) pay for every bit.
/// </summary>
public sealed class TrafficReport
{
    private readonly StepResult _result;
    private readonly WordWriteCosts _costs;
    private readonly Dictionary<(int Layer, TensorRole Role), StoredTensor[]> _stored;
    private readonly HashSet<int> _parameters;
    private readonly Dictionary<(int Layer, TensorRole Role), TrafficPart[]> _sums = [];

    private TrafficReport(StepResult result, MemoryTechnology memory, WriteScheme scheme, TrafficStep step)
    {
        _result = result;
        _costs = new WordWriteCosts(memory, result.Metrics.CapacityBytes);
        Scheme = scheme;
        Step = step.Step;
        TensorSpec[] kept = [.. result.Program.Tensors.Where(tensor => result.Program.NeededAfter.Contains(tensor.Id))];
        // A state of the optimizer is named after the parameters that it belongs to.
        _parameters =
        [
            .. kept.Where(tensor => !kept.Any(one => tensor.Name.StartsWith($"{one.Name}.", StringComparison.Ordinal)))
                .Select(tensor => tensor.Id),
        ];
        _stored = result.Program.Network.Layers
            .SelectMany(layer => step.Tensors.Where(tensor => tensor.Layer == layer.Name).Select(tensor => (layer.Index, tensor)))
            .GroupBy(pair => (pair.Index, RoleOf(pair.tensor)), pair => pair.tensor)
            .ToDictionary(group => group.Key, group => group.ToArray());
        Rows = AllRows();
    }

    /// <summary>Number of the training step.</summary>
    public ulong Step { get; }

    /// <summary>Which bits the machine's arrays write.</summary>
    public WriteScheme Scheme { get; }

    /// <summary>The arrays that hold a word, from its most significant bit.</summary>
    public IReadOnlyList<WordBits> Arrays => _costs.Arrays;

    /// <summary>A row for each layer and scratchpad that is written, in the order of the layers.</summary>
    public IReadOnlyList<TrafficRow> Rows { get; }

    /// <summary>All rows together.</summary>
    public TrafficPart Total => TrafficPart.Sum(Rows.Select(row => row.Total));

    /// <summary>
    /// Energy of the step when writes cost what <see cref="Scheme"/> says, in pJ. Time, and so leakage, is that of the simulated step.
    /// </summary>
    public double StepPj => (double)_result.Energy.TotalPj - (double)_result.Energy.ScratchpadWritePj + Total.EnergyPj(Scheme);

    /// <summary>Makes the report of a step.</summary>
    /// <param name="result">The simulated step.</param>
    /// <param name="memory">The memory that it was simulated with.</param>
    /// <param name="scheme">Which bits its arrays write.</param>
    /// <param name="traffic">What training stored.</param>
    /// <param name="step">Which of its steps, by index.</param>
    /// <exception cref="InputException">
    /// The traffic is of another network or batch, lacks a tensor, words are not of 32 bits, or tensors flow in tiles.
    /// </exception>
    public static TrafficReport Of(StepResult result, MemoryTechnology memory, WriteScheme scheme, TensorTraffic traffic, int step)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(traffic);
        StepProgram program = result.Program;
        if (traffic.Network != program.Network.Name || traffic.Batch != program.Batch)
        {
            throw new InputException(
                $"the traffic is of {traffic.Network} with batch {traffic.Batch}, the step of {program.Network.Name} with batch " +
                $"{program.Batch}");
        }

        if (result.Plan.Tiling is not null)
        {
            throw new InputException(
                $"machine {result.Machine.Name} has residency \"tiled\"; traffic of training cannot be followed through tiles yet");
        }

        if (program.Tensors.FirstOrDefault(tensor => result.Machine.WordBytesOf(tensor) * 8 != StoredWord.Bits) is { } other)
        {
            throw new InputException(
                $"the traffic has words of {StoredWord.Bits} bits, {result.Machine.Name} stores {other.Name} in words of "
                + $"{result.Machine.WordBytesOf(other) * 8}");
        }

        return new TrafficReport(result, memory, scheme, traffic.Steps[step]);
    }

    private List<TrafficRow> AllRows()
    {
        for (int index = 0; index < _result.Operations.Length; index++)
            foreach (TensorRole role in TensorRoles.All)
                Account(index, role);
        return [.. _sums.Keys.Union(_stored.Keys).OrderBy(key => key).Select(Row)];
    }

    // The bytes that an operation writes to a scratchpad are shared among the tensors it writes there by their sizes.
    private void Account(int index, TensorRole role)
    {
        double bytes = _result.Operations[index].Scratchpads.Of(role).WriteBytes;
        if (bytes == 0)
            return;
        TensorSpec[] tensors = [.. TensorsOf(index).Where(tensor => tensor.Role == role)];
        double words = tensors.Sum(tensor => (double)tensor.Words);
        foreach (TensorSpec tensor in tensors)
        {
            double share = bytes * tensor.Words / words / sizeof(uint);
            TrafficPart[] sums = Sums((tensor.Layer, role));
            for (int array = 0; array < sums.Length; array++)
                sums[array] += Written(Arrays[array], tensor).Times(share);
        }
    }

    private IEnumerable<TensorSpec> TensorsOf(int index)
    {
        if (index >= _result.Program.Operations.Length)
            return [];
        OperationResidency placement = _result.Plan.Operations[index];
        IEnumerable<TensorSpec> loaded = placement.Before.Where(transfer => transfer.Kind == TransferKind.Load)
            .Select(transfer => transfer.Tensor);
        return _result.Program.Operations[index].Writes.Where(tensor => placement.OnChip.Contains(tensor.Id)).Concat(loaded);
    }

    private TrafficPart[] Sums((int Layer, TensorRole Role) key)
    {
        if (!_sums.TryGetValue(key, out TrafficPart[]? sums))
            _sums[key] = sums = new TrafficPart[Arrays.Count];
        return sums;
    }

    // An array's share of one word.
    private TrafficPart Written(WordBits array, TensorSpec tensor)
    {
        StoredTensor[]? stored = IsShown(tensor) ? Stored(tensor) : null;
        double words = stored is null ? 1 : Words(stored);
        TrafficPart word = default;
        for (int bit = array.LowestBit; bit < array.LowestBit + array.Bits; bit++)
        {
            double toggled = stored is null ? 1 : Toggled(stored, bit) / words;
            double terminated = _costs.PeripheryPj[bit] + toggled * _costs.CellPj[bit];
            // A cell without a write pulse that could be spared gives no reason to compare.
            double read = _costs.CellPj[bit] > 0 ? _costs.ReadPj[bit] : 0;
            word += new TrafficPart(1, toggled, 0, 0, _costs.PeripheryPj[bit] + _costs.CellPj[bit], terminated, terminated + read, 0, 0);
        }

        return word;
    }

    private bool IsShown(TensorSpec tensor) => tensor.Role switch
    {
        TensorRole.Weight => _parameters.Contains(tensor.Id),
        TensorRole.Activation => tensor.Layer >= 0 && tensor.Name == $"{_result.Program.Network.Layers[tensor.Layer].Name}.out",
        _ => true,
    };

    private StoredTensor[] Stored(TensorSpec tensor) => _stored.TryGetValue((tensor.Layer, tensor.Role), out StoredTensor[]? stored)
        ? stored
        : throw new InputException(
            $"the traffic has nothing stored for {tensor.Name}: training records what layers store, not what is stored within a layer");

    private TrafficRow Row((int Layer, TensorRole Role) key)
    {
        TrafficPart[] sums = Sums(key);
        StoredTensor[] stored = _stored.GetValueOrDefault(key, []);
        string layer = key.Layer < 0 ? "" : _result.Program.Network.Layers[key.Layer].Name;
        return new TrafficRow(layer, key.Role, [.. Arrays.Select((array, index) => sums[index] + Expected(array, stored))]);
    }

    // What training stored in an array, and what would be wrong of it.
    private TrafficPart Expected(WordBits array, StoredTensor[] stored)
    {
        double words = Words(stored);
        TrafficPart sum = default;
        for (int bit = array.LowestBit; bit < array.LowestBit + array.Bits; bit++)
        {
            double toggled = Toggled(stored, bit);
            double rate = _costs.WriteErrorRates[bit];
            double pulsed = Scheme == WriteScheme.CompareBeforeWrite ? toggled : words;
            sum += new TrafficPart(0, 0, words, toggled, 0, 0, 0, toggled * rate, pulsed * rate);
        }

        return sum;
    }

    private static double Words(StoredTensor[] stored) => stored.Sum(tensor => (double)(tensor.Bytes / sizeof(uint)));

    private static double Toggled(StoredTensor[] stored, int bit) => stored.Sum(tensor => (double)tensor.Toggled[bit]);

    private static TensorRole RoleOf(StoredTensor tensor) => TensorRoles.OfNumber((int)tensor.Role);
}
