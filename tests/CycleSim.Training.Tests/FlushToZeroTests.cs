using CycleSim.Training.Native;
using TorchSharp;

namespace CycleSim.Training.Tests;

public sealed class FlushToZeroTests
{
    // Half of it is denormal.
    private const float Smallest = 1.17549435e-38f;
    private const int HalfBits = 0x00400000;

    [Fact]
    public void Denormals_are_zeros_while_it_exists_and_not_after()
    {
        TorchLibrary.Load(1);
        using torch.Tensor number = torch.tensor(Smallest);
        Assert.Equal(HalfBits, Half());
        using (FlushToZero.Start())
            Assert.Equal(0, Half());
        Assert.Equal(HalfBits, Half());
        FlushToZero.End();
        Assert.Equal(HalfBits, Half());

        // Bits: where denormals count as zeros, they are equal to zero.
        int Half()
        {
            using torch.Tensor half = number * 0.5f;
            return BitConverter.SingleToInt32Bits(half.item<float>());
        }
    }
}
