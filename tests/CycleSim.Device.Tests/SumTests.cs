using CycleSim.Device.MonteCarlo;
using CycleSim.Properties;

namespace CycleSim.Device.Tests;

public sealed class SumTests
{
    [Fact]
    public void Each_number_of_a_block_stands_in_a_sum_once() => SummedParts.Check(typeof(BlockSums));
}
