using TorchSharp;

namespace CycleSim.Training.Networks;

/// <summary>The identity, whose gradient passes by <see cref="IStoredTensors.StoreError"/> on its way back.</summary>
internal sealed class ErrorTap : torch.autograd.SingleTensorFunction<ErrorTap>
{
    private const string StoreKey = "store";
    private const string LayerKey = "layer";

    public override string Name => nameof(ErrorTap);

    /// <summary>Puts a tap on a layer's output.</summary>
    internal static Tensor On(Tensor values, IStoredTensors store, int layer) => apply(values, store, layer);

    public override Tensor forward(torch.autograd.AutogradContext context, params object[] arguments)
    {
        context.save_data(StoreKey, arguments[1]);
        context.save_data(LayerKey, arguments[2]);
        return ((Tensor)arguments[0]).alias();
    }

    public override List<Tensor> backward(torch.autograd.AutogradContext context, Tensor gradient)
    {
        Tensor stored = gradient.contiguous();
        ((IStoredTensors)context.get_data(StoreKey)).StoreError((int)context.get_data(LayerKey), stored);
        return [stored, null!, null!];
    }
}
