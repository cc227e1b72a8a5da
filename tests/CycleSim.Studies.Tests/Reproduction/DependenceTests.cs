using CycleSim.Studies.Reproduction;

namespace CycleSim.Studies.Tests.Reproduction;

public sealed class DependenceTests
{
    [Fact]
    public void Beside_the_headline_stands_what_it_depends_on()
    {
        string text = Dependence.Of("vgg16-cifar100",
        [
            new("default", "", "", (9.5, 1), null), new("batch", "512", "128", (20, 1), null),
            new("transistors of the arrays", "high performance", "low standby power", (1.34, 1), null),
            new("temperature (leakage)", "350 K", "300 K", (8.4, 1), null),
            new("wires of the arrays", "unrepeated", "repeated", null, null),
        ]);
        Assert.Equal(
            "depends on what the arrays are made of: vgg16-cifar100 9.5 to 1.3 times (low standby power transistors: 1.3, 300 K for " +
            "leakage: 8.4)", text);
    }

    [Fact]
    public void Without_the_study_it_says_where_to_look() =>
        Assert.Contains("figure sensitivity", Dependence.Of("x", []), StringComparison.Ordinal);
}
