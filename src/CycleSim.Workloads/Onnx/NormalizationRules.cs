using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>Normalizations and softmax: results have the shape of the data.</summary>
internal static class NormalizationRules
{
    private const int FirstWithLastAxis = 13;
    private const int FirstWithScaleOfChannels = 21;
    private const int FirstWithoutSpatial = 9;
    private const int MaxStatistics = 4;

    /// <summary>Batch normalization; scale, shift, mean and variance have one number for each channel, as have further results.</summary>
    public static IReadOnlyList<OnnxTensor> Batch(OperatorCall call)
    {
        OnnxValue input = call.WithRank(0, 2);
        if (call.Opset < FirstWithoutSpatial && call.Node.Int("spatial", 1) == 0)
            throw call.Error("spatial = 0: is not supported; allowed: 1");
        long channels = input.Shape[1];
        WindowRules.CheckVector(call, 1, channels, "scale");
        WindowRules.CheckVector(call, 2, channels, "shift");
        WindowRules.CheckVector(call, 3, channels, "mean");
        WindowRules.CheckVector(call, 4, channels, "variance");
        OnnxTensor statistics = call.Result(input.Type, channels);
        return [call.Result(input.Type, input.Shape), .. Enumerable.Repeat(statistics, MaxStatistics)];
    }

    /// <summary>Instance normalization: a scale and a shift for each channel.</summary>
    public static IReadOnlyList<OnnxTensor> Instance(OperatorCall call)
    {
        OnnxValue input = call.WithRank(0, 3);
        WindowRules.CheckVector(call, 1, input.Shape[1], "scale");
        WindowRules.CheckVector(call, 2, input.Shape[1], "shift");
        return [call.Result(input.Type, input.Shape)];
    }

    /// <summary>Group normalization: a scale and a shift for each group first, for each channel since opset 21.</summary>
    public static IReadOnlyList<OnnxTensor> Group(OperatorCall call)
    {
        OnnxValue input = call.WithRank(0, 2);
        long channels = input.Shape[1];
        long groups = call.Node.Int("num_groups", 0);
        if (groups < 1 || channels % groups != 0)
            throw call.Error($"num_groups = {groups}: does not divide {channels} channels");
        long numbers = call.Opset < FirstWithScaleOfChannels ? groups : channels;
        WindowRules.CheckVector(call, 1, numbers, "scale");
        WindowRules.CheckVector(call, 2, numbers, "shift");
        return [call.Result(input.Type, input.Shape)];
    }

    /// <summary>Layer normalization over the axes from "axis" on; mean and deviation are further results.</summary>
    public static IReadOnlyList<OnnxTensor> Layer(OperatorCall call)
    {
        OnnxValue input = CheckScales(call, out int axis);
        OnnxTensor statistics = call.Result(OnnxElementType.Float, input.Shape.Select((size, index) => index < axis ? size : 1));
        return [call.Result(input.Type, input.Shape), statistics, statistics];
    }

    /// <summary>RMS normalization over the axes from "axis" on.</summary>
    public static IReadOnlyList<OnnxTensor> Rms(OperatorCall call)
    {
        OnnxValue input = CheckScales(call, out _);
        return [call.Result(input.Type, input.Shape)];
    }

    /// <summary>Softmax and the like along an axis: the last since opset 13, the second before.</summary>
    public static IReadOnlyList<OnnxTensor> Softmax(OperatorCall call)
    {
        OnnxValue input = call.WithRank(0, 1);
        long fallback = call.Opset >= FirstWithLastAxis ? -1 : 1;

        // Before opset 13 the axis is where a matrix is made of the data, so a vector has an axis 1.
        if (call.Opset >= FirstWithLastAxis || call.Node.Int("axis", fallback) != input.Shape.Length)
            call.Axis(call.Node.Int("axis", fallback), input.Shape.Length);
        return [call.Result(input.Type, input.Shape)];
    }

    private static OnnxValue CheckScales(OperatorCall call, out int axis)
    {
        OnnxValue input = call.WithRank(0, 1);
        axis = call.Axis(call.Node.Int("axis", -1), input.Shape.Length);
        ImmutableArray<long> normalized = input.Shape[axis..];
        for (int index = 1; index < call.Inputs.Count; index++)
        {
            if (call.Optional(index) is { } scale && !Broadcasting.Fits(scale.Shape, normalized))
            {
                throw call.Error(
                    $"{(index == 1 ? "scale" : "shift")} {OperatorCall.Describe(scale)} does not fit the normalized axes "
                        + $"{OnnxText.Shape(normalized)} of {OperatorCall.Describe(input)}");
            }
        }

        return input;
    }
}
