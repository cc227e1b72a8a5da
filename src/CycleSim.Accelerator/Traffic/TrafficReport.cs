using CycleSim.Accelerator.Placement;
using CycleSim.Accelerator.Simulation;
using CycleSim.Arrays;
using CycleSim.Configuration;
using CycleSim.Traces.Traffic;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Traffic;

/// <summary>
/// Joins a simulated step with the tensors that a real step of training stored: write energy that depends on the data, and the errors that
/// the step would suffer. The machine's writes are those of its accounting; what a tensor overwrites is the same tensor of the step
/// before. Tensors that training does not show (gradients of weights, statistics) pay for every bit.
/// </summary>
public sealed class TrafficReport
{
    private readonly StepResult _result;
    private readonly WordWriteCosts _costs;
    private readonly Dictionary<(int Layer, TensorRole Role), StoredTensor[]> _stored;
    private readonly Dictionary<(int Layer, TensorRole Role), Written> _sums = [];

    private TrafficReport(StepResult result, MemoryTechnology memory, TrafficStep step)
    {
        _result = result;
        long capacity = result.Figures.CapacityBytes;
        _costs = new WordWriteCosts(memory, capacity);
        _stored = result.Program.Network.Layers
            .SelectMany(layer => step.Tensors.Where(tensor => tensor.Layer == layer.Name).Select(tensor => (layer.Index, tensor)))
            .GroupBy(pair => (pair.Index, RoleOf(pair.tensor)), pair => pair.tensor)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Makes the report.</summary>
    /// <param name="result">The simulated step.</param>
    /// <param name="memory">The memory that it was simulated with.</param>
    /// <param name="traffic">What training stored.</param>
    /// <param name="step">Which of its steps, by index.</param>
    /// <returns>A row for each layer and scratchpad that is written, in the order of the layers.</returns>
    /// <exception cref="InputException">The traffic is of another network or batch, lacks a tensor, or words are not of 32 bits.</exception>
    public static IReadOnlyList<TrafficRow> Of(StepResult result, MemoryTechnology memory, TensorTraffic traffic, int step)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(traffic);
        StepProgram program = result.Program;
        if (traffic.Network != program.Network.Name || traffic.Batch != program.Batch)
        {
            throw new InputException(
                $"the traffic is of {traffic.Network} with batch {traffic.Batch}, the step of {program.Network.Name} with batch {program.Batch}");
        }

        if (result.Machine.WordBytes * 8 != WordWriteCosts.WordBits)
            throw new InputException($"the traffic has words of 32 bits, {result.Machine.Name} has {result.Machine.WordBytes * 8}");
        return new TrafficReport(result, memory, traffic.Steps[step]).Rows();
    }

    private List<TrafficRow> Rows()
    {
        for (int index = 0; index < _result.Operations.Length; index++)
            foreach (TensorRole role in Enum.GetValues<TensorRole>())
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
            double share = bytes * tensor.Words / words;
            (int, TensorRole) key = (tensor.Layer, role);
            _sums[key] = _sums.GetValueOrDefault(key) + Word(tensor).Times(share / sizeof(uint));
        }
    }

    private IEnumerable<TensorSpec> TensorsOf(int index)
    {
        if (index >= _result.Program.Operations.Length)
            return [];
        OperationPlacement placement = _result.Plan.Operations[index];
        IEnumerable<TensorSpec> loaded = placement.Before.Where(transfer => transfer.Kind == TransferKind.Load).Select(transfer => transfer.Tensor);
        return _result.Program.Operations[index].Writes.Where(tensor => placement.OnChip.Contains(tensor.Id)).Concat(loaded);
    }

    private Written Word(TensorSpec tensor)
    {
        StoredTensor[]? stored = IsShown(tensor) ? Stored(tensor) : null;
        double words = stored is null ? 1 : Words(stored);
        Written word = new(sizeof(uint), 0, 0, 0);
        for (int bit = 0; bit < WordWriteCosts.WordBits; bit++)
        {
            double toggled = stored is null ? 1 : Toggled(stored, bit) / words;
            double terminated = _costs.PeripheryPj[bit] + toggled * _costs.CellPj[bit];
            // A cell without a write pulse that could be spared gives no reason to compare.
            double read = _costs.CellPj[bit] > 0 ? _costs.ReadPj[bit] : 0;
            word += new Written(0, _costs.PeripheryPj[bit] + _costs.CellPj[bit], terminated, terminated + read);
        }

        return word;
    }

    private bool IsShown(TensorSpec tensor) => tensor.Role switch
    {
        TensorRole.Weight => _result.Program.NeededAfter.Contains(tensor.Id),
        TensorRole.Activation => tensor.Layer >= 0 && tensor.Name == $"{_result.Program.Network.Layers[tensor.Layer].Name}.out",
        _ => true,
    };

    private StoredTensor[] Stored(TensorSpec tensor) => _stored.TryGetValue((tensor.Layer, tensor.Role), out StoredTensor[]? stored)
        ? stored
        : throw new InputException($"the traffic has nothing stored for {tensor.Name}");

    private TrafficRow Row((int Layer, TensorRole Role) key)
    {
        Written sum = _sums.GetValueOrDefault(key);
        StoredTensor[] stored = _stored.GetValueOrDefault(key, []);
        double words = Words(stored);
        (double toggled, double stuck, double flipped) = (0, 0, 0);
        for (int bit = 0; bit < WordWriteCosts.WordBits; bit++)
        {
            double toggles = Toggled(stored, bit);
            toggled += toggles;
            stuck += toggles * _costs.WriteErrorRates[bit];
            flipped += words * _costs.WriteErrorRates[bit];
        }

        string layer = key.Layer < 0 ? "" : _result.Program.Network.Layers[key.Layer].Name;
        return new TrafficRow(
            layer, key.Role, sum.Bytes, words == 0 ? 0 : toggled / (words * WordWriteCosts.WordBits), sum.FullPj, sum.TerminatedPj, sum.ComparedPj,
            stuck, flipped);
    }

    private static double Words(StoredTensor[] stored) => stored.Sum(tensor => (double)(tensor.Bytes / sizeof(uint)));

    private static double Toggled(StoredTensor[] stored, int bit) => stored.Sum(tensor => (double)tensor.Toggled[bit]);

    private static TensorRole RoleOf(StoredTensor tensor) => tensor.Place switch
    {
        StorePlace.Activation => TensorRole.Activation,
        StorePlace.Weight => TensorRole.Weight,
        _ => TensorRole.Error,
    };

    private readonly record struct Written(double Bytes, double FullPj, double TerminatedPj, double ComparedPj)
    {
        public static Written operator +(Written a, Written b) =>
            new(a.Bytes + b.Bytes, a.FullPj + b.FullPj, a.TerminatedPj + b.TerminatedPj, a.ComparedPj + b.ComparedPj);

        internal Written Times(double factor) => new(Bytes * factor, FullPj * factor, TerminatedPj * factor, ComparedPj * factor);
    }
}
