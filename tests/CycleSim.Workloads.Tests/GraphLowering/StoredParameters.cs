using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>Where the words of parameters are stored; all users of a parameter must agree on it.</summary>
internal sealed class StoredParameters
{
    private readonly GraphStep _step;
    private readonly Dictionary<GraphParameter, long[]> _words = [];

    internal StoredParameters(Graph graph, GraphStep step)
    {
        _step = step;
        foreach (Operator source in graph.Operators)
        {
            foreach (GraphParameter parameter in source.Parameters.Where(parameter => parameter.IsTrained))
            {
                long[] words = WordsOf(source, parameter);
                if (!_words.TryAdd(parameter, words))
                {
                    Assert.True(
                        _words[parameter].SequenceEqual(words), $"{source.Name} has the words of {parameter.Name} in another order");
                }
            }
        }
    }

    internal IEnumerable<GraphParameter> Known => _words.Keys;

    internal Operand Of(GraphParameter parameter, long? used = null) => new(_step.WeightsOf(parameter), Used(parameter, used));

    internal Operand GradientOf(GraphParameter parameter, long? used = null) => new(_step.GradientOf(parameter), Used(parameter, used));

    private long[] Used(GraphParameter parameter, long? used) => used is { } count ? _words[parameter][..(int)count] : _words[parameter];

    private long[] WordsOf(Operator source, GraphParameter parameter)
    {
        if (source is FullyConnectedOperator fc && fc.Weight == parameter)
            return Weights(source, fc);
        if ((source as ConvolutionOperator)?.Weight == parameter || (source as TransposedConvolutionOperator)?.Weight == parameter)
        {
            TensorShape shape = parameter.Shape;
            return [.. Index.All(shape).Select(at => ((at[0] * shape[2] + at[2]) * shape[3] + at[3]) * shape[1] + at[1])];
        }

        return [.. Enumerable.Range(0, (int)parameter.Words).Select(i => (long)i)];
    }

    /// <summary>The weights of an output stand in an order that the step chooses; each has a word of its own.</summary>
    private long[] Weights(Operator source, FullyConnectedOperator fc)
    {
        _step.Layer = _step.Build().Network.Layers[SourceIndex(source)];
        GraphValue input = fc.Inputs[0];
        ActivationLocation location = _step.CopyOf(input) ?? _step.LocationOf(input);
        TensorSpec weights = _step.WeightsOf(fc.Weight);
        Assert.Equal((fc.OutFeatures, fc.InFeatures), (weights.Slices, weights.WordsPerSlice));
        long[] order = Operand.Of(weights, new StridedView(0, [DigitOrder.Compact(location.View.Axes[^1])])).Words;
        Assert.Equal(Enumerable.Range(0, (int)fc.InFeatures).Select(i => (long)i), order.Order());
        return [.. from o in Enumerable.Range(0, (int)fc.OutFeatures) from i in order select o * fc.InFeatures + i];
    }

    private int SourceIndex(Operator source) => _step.Build().Network.Layers.First(layer => layer.Name == source.Name).Index;
}
