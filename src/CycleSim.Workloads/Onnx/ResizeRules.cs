using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>Operators that change the size of images.</summary>
internal static class ResizeRules
{
    private const int SizesAsInput = 11;
    private const int ScalesOfUpsampleAsInput = 9;

    /// <summary>Sizes as given, or the input's times factors.</summary>
    public static IReadOnlyList<OnnxTensor> Resize(OperatorCall call)
    {
        string mode = call.Node.String("coordinate_transformation_mode", "half_pixel");
        if (mode == "tf_crop_and_resize" || call.Node.String("keep_aspect_ratio_policy", "") is "not_larger" or "not_smaller")
            throw call.Error("crops or keeps the aspect ratio, which is not supported");
        OnnxValue input = call.WithRank(0, 1);
        bool hasSizes = call.Opset >= SizesAsInput && call.Optional(3) is not null;
        int scalesIndex = call.Opset >= SizesAsInput ? 2 : 1;
        bool hasScales = call.Optional(scalesIndex) is { } scales && ShapeArithmetic.Elements(scales.Shape) > 0;
        if (hasSizes == hasScales)
            throw call.Error("needs either scales or sizes");
        ImmutableArray<long> given = call.Node.Ints("axes");
        ImmutableArray<int> axes = given.IsDefault ? [.. Enumerable.Range(0, input.Shape.Length)] : call.Axes(given, input.Shape.Length);
        return
        [
            hasSizes
                ? SetSizes(call, input, axes, call.Integers(3, "sizes"))
                : Scale(call, input, axes, call.Content(call[scalesIndex], "scales")),
        ];
    }

    /// <summary>The input's sizes times factors.</summary>
    public static IReadOnlyList<OnnxTensor> Upsample(OperatorCall call)
    {
        const int ReplacedByResize = 10;
        if (call.Opset >= ReplacedByResize)
            throw call.Error("is no operator of this opset; Resize has replaced it");
        OnnxValue input = call.WithRank(0, 1);
        ImmutableArray<double> scales = call.Opset >= ScalesOfUpsampleAsInput
            ? call.Content(call[1], "scales")
            : call.Node.Floats("scales");
        if (scales.IsDefault)
            throw call.Error("attribute scales is missing");
        return [Scale(call, input, [.. Enumerable.Range(0, input.Shape.Length)], scales)];
    }

    private static OnnxTensor SetSizes(OperatorCall call, OnnxValue input, ImmutableArray<int> axes, ImmutableArray<long> sizes)
    {
        CheckCount(call, "sizes", sizes.Length, axes.Length);
        long[] shape = [.. input.Shape];
        for (int i = 0; i < axes.Length; i++)
            shape[axes[i]] = sizes[i];
        return call.Result(input.Type, shape);
    }

    private static OnnxTensor Scale(OperatorCall call, OnnxValue input, ImmutableArray<int> axes, ImmutableArray<double> scales)
    {
        CheckCount(call, "scales", scales.Length, axes.Length);
        long[] shape = [.. input.Shape];
        for (int i = 0; i < axes.Length; i++)
        {
            if (!(scales[i] > 0 && scales[i] <= OnnxLimits.Step))
                throw call.Error($"scales has {scales[i]}; allowed: above 0, at most {OnnxLimits.Step}");

            // In single precision, as factors are stored: 5 x 0.6 is 3.
            shape[axes[i]] = (long)MathF.Floor(shape[axes[i]] * (float)scales[i]);
        }

        return call.Result(input.Type, shape);
    }

    private static void CheckCount(OperatorCall call, string what, int count, int expected)
    {
        if (count != expected)
            throw call.Error($"{what} has {count} values; needed: {expected}");
    }
}
