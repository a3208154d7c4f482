// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs the coroutine forms that Podium is written in. A compiler that miscompiles one of them crashes here or counts wrong.
#include "op.h"

#include <cstdio>
#include <functional>
#include <vector>

using podium::probe::Counted;
using podium::probe::Op;

namespace {

struct Options
{
    int value = 0;
    Counted counted;
};

Op give(int value) { co_return value; }

Op callLater(std::function<int()> function) { co_return function(); }

Op takeOptions(Options options) { co_return options.value; }

Op closureInArgument()
{
    Counted counted;
    co_return co_await callLater([counted] { return 7; });
}

Op coroutineClosureCalledInPlace()
{
    Counted counted;
    co_return co_await [](Counted) -> Op { co_return 7; }(counted);
}

Op aggregateInArgument() { co_return co_await takeOptions({.value = 7, .counted = {}}); }

Op aggregateByName() { co_return co_await takeOptions(Options{7, Counted()}); }

Op conditionOfIf()
{
    if (co_await give(1) == 1)
        co_return 7;
    co_return 0;
}

Op conditionOfWhile(int left)
{
    while (co_await give(left) > 0)
        --left;
    co_return 7 + left;
}

Op conditionOfSwitch()
{
    switch (co_await give(2)) {
    case 2:
        co_return 7;
    default:
        co_return 0;
    }
}

Op choice(bool first) { co_return co_await (first ? give(7) : give(8)); }

Op bracedInitialiser()
{
    Options options{co_await give(7), Counted()};
    co_return options.value;
}

Op arrayInitialiser()
{
    Options options[]{{1, Counted()}, {co_await give(6), Counted()}};
    co_return options[0].value + options[1].value;
}

Op awaitsInOneExpression() { co_return co_await give(3) + co_await give(4); }

struct Form
{
    const char *name;
    std::function<Op()> make;
};

bool passes(const Form &form)
{
    // Printed first and at once: if the form crashes, this is the last line.
    std::printf("coroutine form: %s\n", form.name);
    std::fflush(stdout);
    Counted::forget();
    const int result = form.make().run();
    if (result == 7 && Counted::alive() == 0)
        return true;
    std::printf("  FAILED: result %d instead of 7, %d values alive instead of 0\n", result, Counted::alive());
    return false;
}

} // namespace

int main()
{
    const std::vector<Form> forms{
        {"closure with a capture in an argument", closureInArgument},
        {"coroutine closure called in place", coroutineClosureCalledInPlace},
        {"aggregate with designated members in an argument", aggregateInArgument},
        {"aggregate by name in an argument", aggregateByName},
        {"co_await in a braced initialiser", bracedInitialiser},
        {"co_await in an array initialiser", arrayInitialiser},
        {"two co_awaits in one expression", awaitsInOneExpression},
        {"co_await in the condition of if", conditionOfIf},
        {"co_await in the condition of while", [] { return conditionOfWhile(3); }},
        {"co_await in the condition of switch", conditionOfSwitch},
        {"co_await of ?:", [] { return choice(true); }},
    };
    int failures = 0;
    for (const Form &form : forms)
        failures += passes(form) ? 0 : 1;
    return failures == 0 ? 0 : 1;
}
