package dev.outpost.adapter.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One conversation of a recorded port, or why there was none.
 *
 * @param begin held, refused or opened
 * @param exchanges what came unasked, then each question with what came after it
 */
record Session(Event begin, List<Exchange> exchanges) {
    Session {
        exchanges = List.copyOf(exchanges);
    }

    /**
     * A question and what came after it.
     *
     * @param asked empty for what came before the first question
     */
    record Exchange(Question question, Optional<Event> asked, List<Event> after) {
        Exchange {
            after = List.copyOf(after);
        }

        long micros() {
            return asked.map(Event::micros).orElse(0L);
        }
    }

    /** @param events from one that begins to the next */
    static Session of(List<Event> events) {
        var exchanges = new ArrayList<Exchange>();
        var question = new Question("");
        Optional<Event> asked = Optional.empty();
        var after = new ArrayList<Event>();
        for (var event : events.subList(1, events.size())) {
            if (event.kind().isToModem()) {
                exchanges.add(new Exchange(question, asked, after));
                question = Question.of(event.text());
                asked = Optional.of(event);
                after.clear();
            } else if (event.kind() != Event.Kind.CLOSED) {
                after.add(event);
            }
        }
        exchanges.add(new Exchange(question, asked, after));
        return new Session(events.getFirst(), exchanges);
    }
}
