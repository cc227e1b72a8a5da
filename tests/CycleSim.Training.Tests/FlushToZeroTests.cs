using CycleSim.Training.Native;
using TorchSharp;

namespace CycleSim.Training.Tests;

public sealed class FlushToZeroTests
{
    // Half of it is denormal.
    private const float Smallest = 1.17549435e-38f;

    [Fact]
    public void Denormals_are_zeros_while_it_exists_and_not_after()
    {
        TorchLibrary.Load(1);
        using torch.Tensor number = torch.tensor(Smallest);
        Assert.Equal(Smallest / 2, Half());
        using (FlushToZero.Start())
            Assert.Equal(0f, Half());
        Assert.Equal(Smallest / 2, Half());

        float Half()
        {
            using torch.Tensor half = number * 0.5f;
            return half.item<float>();
        }
    }
}
