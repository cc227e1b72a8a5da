using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>An operator alone, with the numbers that an operation has read; all others are unknown.</summary>
internal sealed class LocalValues(Operator source)
{
    private readonly double[][] _inputs = [.. source.Inputs.Select(input => Unknown(input.Shape.Words))];
    private readonly Dictionary<GraphParameter, double[]> _parameters =
        source.Parameters.ToDictionary(parameter => parameter, parameter => Unknown(parameter.Words));
    private double[] _error = [];
    private (int Axis, long Start, long Size)? _slice;

    internal void Set(VectorTerm term, double[] numbers)
    {
        switch (term.Kind)
        {
            case VectorTermKind.Value:
                _inputs[term.Index] = numbers;
                break;
            case VectorTermKind.Output:
                SetOutput(numbers);
                break;
            case VectorTermKind.Error:
                (_error, _slice) = (numbers, term.Slice);
                break;
            case VectorTermKind.Parameter:
                double[] all = Unknown(source.Parameters[term.Index].Words);
                numbers.CopyTo(all, 0);
                _parameters[source.Parameters[term.Index]] = all;
                break;
        }
    }

    /// <summary>What the operation writes.</summary>
    internal double[][] Run(VectorMeaning meaning, Func<string, long, double> start, long saved)
    {
        if (saved > 0)
            return [[.. Enumerable.Repeat(1.0, (int)saved)]];
        if (source is LossOperator)
            return [[.. GraphReference.Numbers("loss", source.Inputs[0].Shape.Words, start)]];
        var tape = new Tape();
        int[][] inputs = [.. _inputs.Select(tape.Leaves)];
        Dictionary<GraphParameter, int[]> parameters = _parameters.ToDictionary(pair => pair.Key, pair => tape.Leaves(pair.Value));
        int[] output = source is TransposedConvolutionOperator conv
            ? BiasOnly(conv, tape, parameters[conv.Bias!])
            : new OperatorValues(tape, parameter => parameters[parameter]).Run(source, inputs)[0];
        if (meaning.Writes is [{ Kind: VectorTermKind.Value }])
            return [[.. output.Select(node => tape[node])]];
        double[] gradients = tape.Gradients(Seeds(output));
        return
        [
            .. meaning.Writes.Select(write => write.Kind == VectorTermKind.Error
                ? inputs[write.Index].Select(node => gradients[node]).ToArray()
                : [.. parameters[source.Parameters[write.Index]].Take(Used).Select(node => gradients[node])]),
        ];
    }

    private int Used => source is PositionEmbeddingOperator embedding ? (int)embedding.UsedWords : int.MaxValue;

    private IEnumerable<(int Node, double Error)> Seeds(int[] output)
    {
        if (_slice is not { } slice)
            return output.Zip(_error);
        return output.Zip(Index.All(source.Outputs[0].Shape))
            .Where(pair => pair.Second[slice.Axis] >= slice.Start && pair.Second[slice.Axis] < slice.Start + slice.Size)
            .Select(pair => pair.First).Zip(_error);
    }

    /// <summary>An input that gives the same slopes as the output that was read.</summary>
    private void SetOutput(double[] numbers)
    {
        if (source is ActivationOperator function)
            _inputs[0] = [.. numbers.Select(number => Functions.Argument(function.Function, number))];
        else if (source is SoftmaxOperator)
            _inputs[0] = [.. numbers.Select(number => Math.Log(number))];
    }

    private static int[] BiasOnly(TransposedConvolutionOperator conv, Tape tape, int[] bias) =>
        [.. Index.All(conv.Outputs[0].Shape).Select(at => tape.Sum([bias[at[1]]]))];

    private static double[] Unknown(long words) => [.. Enumerable.Repeat(double.NaN, (int)words)];
}
