import type { Language } from './texts/texts.js';

/** Reading answers aloud. */
export type Speaker = {
  /** Whether this browser has a voice of its own for the language; voices may come late, see `onVoices`. */
  canSpeak(language: Language): boolean;
  /** Reads aloud, instead of whatever is being read; `ended` is called once, also when it is cut off. */
  speak(text: string, language: Language, ended: () => void): void;
  stop(): void;
};

/** Reads answers aloud with the browser's own voices. `onVoices` is called when the voices have changed. */
export function createSpeaker(onVoices: () => void, signal: AbortSignal): Speaker {
  const synthesis = 'speechSynthesis' in window ? speechSynthesis : null;
  let finish: (() => void) | null = null;
  // Safari has no such event on its voices.
  synthesis?.addEventListener?.('voiceschanged', onVoices, { signal });
  const voiceFor = (language: Language) =>
    synthesis?.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(language)) ?? null;

  function stop(): void {
    const ended = finish;
    finish = null;
    synthesis?.cancel();
    ended?.();
  }

  return {
    canSpeak: (language) => voiceFor(language) !== null,
    stop,
    speak(text, language, ended) {
      stop();
      const voice = voiceFor(language);
      if (!synthesis || !voice) return ended();
      finish = ended;
      const sentences = sentencesOf(text);
      sentences.forEach((sentence, i) => {
        const utterance = new SpeechSynthesisUtterance(sentence);
        utterance.voice = voice;
        utterance.lang = voice.lang;
        if (i === sentences.length - 1) {
          utterance.onend = () => {
            if (finish === ended) stop();
          };
        }
        synthesis.speak(utterance);
      });
    },
  };
}

/** Some browsers fall silent after a quarter of a minute, so each sentence is spoken for itself. */
function sentencesOf(text: string): string[] {
  return text.match(/[^.!?;\n]+[.!?;\n]*\s*/g) ?? [text];
}
