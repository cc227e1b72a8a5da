using TorchSharp;

namespace CycleSim.Training.Networks;

/// <summary>The identity, whose gradient is stored on its way back.</summary>
internal sealed class ErrorTap : torch.autograd.SingleTensorFunction<ErrorTap>
{
    private const string StoreKey = "store";

    public override string Name => nameof(ErrorTap);

    /// <summary>Puts a tap on a tensor.</summary>
    /// <param name="values">The tensor.</param>
    /// <param name="store">Stores its gradient, a contiguous tensor, and may change it.</param>
    internal static Tensor On(Tensor values, Action<Tensor> store) => apply(values, store);

    public override Tensor forward(torch.autograd.AutogradContext context, params object[] arguments)
    {
        context.save_data(StoreKey, arguments[1]);
        return ((Tensor)arguments[0]).alias();
    }

    public override List<Tensor> backward(torch.autograd.AutogradContext context, Tensor gradient)
    {
        Tensor stored = gradient.contiguous();
        // What concatenation hands on is a part of its own error; once it is stored, it is a tensor of its own.
        if (stored.storage<float>().Count > stored.numel())
            stored = stored.clone();
        ((Action<Tensor>)context.get_data(StoreKey))(stored);
        return [stored, null!];
    }
}
