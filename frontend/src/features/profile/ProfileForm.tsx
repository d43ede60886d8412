import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm, useWatch } from 'react-hook-form';
import type { Profile, User } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { FieldRow, Form, FormActions } from '@/features/forms/Form';
import { useMemberMessages } from '@/lib/messages/member';
import { Card } from '@/ui/Card';
import { Stack } from '@/ui/Stack';
import { profileSchema, type ProfileValues } from './profileSchema';
import { useSaveProfile } from './queries';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** One's name and what else one wants to say. */
export default function ProfileForm({ user, profile }: { user: User; profile: Profile }) {
  const t = useMemberMessages();
  const save = useSaveProfile(user);
  const form = useForm<ProfileValues>({
    resolver: zodResolver(profileSchema(t)),
    defaultValues: valuesOf(user, profile),
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const timezone = useWatch({ control: form.control, name: 'timezone' });
  const browserZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

  async function submit(values: ProfileValues) {
    const { firstName, lastName, bio, phone, dateOfBirth } = values;
    try {
      await save.mutateAsync({
        name: { firstName, lastName },
        profile: {
          bio: bio || null,
          phone: phone || null,
          dateOfBirth: dateOfBirth || null,
          timezone: values.timezone,
        },
      });
      form.reset(values);
      showDone(t.profile.saved);
    } catch (error) {
      applyError(error, form, ['firstName', 'lastName', 'bio', 'phone', 'dateOfBirth', 'timezone'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={t.profile.title}>
      <Stack>
        <Card title={t.profile.aboutTitle} sub={t.profile.aboutSub}>
          <Stack>
            <FieldRow>
              <TextInput
                label={t.auth.firstName}
                autoComplete="given-name"
                error={errors.firstName?.message}
                {...form.register('firstName')}
              />
              <TextInput
                label={t.auth.lastName}
                autoComplete="family-name"
                error={errors.lastName?.message}
                {...form.register('lastName')}
              />
            </FieldRow>
            <Textarea
              label={t.profile.bio}
              description={t.profile.bioHint}
              rows={4}
              error={errors.bio?.message}
              {...form.register('bio')}
            />
          </Stack>
        </Card>
        <Card title={t.profile.detailsTitle} sub={t.profile.detailsSub}>
          <Stack>
            <FieldRow>
              <TextInput
                label={t.profile.phone}
                description={t.profile.phoneHint}
                type="tel"
                autoComplete="tel"
                error={errors.phone?.message}
                {...form.register('phone')}
              />
              <TextInput
                label={t.profile.dateOfBirth}
                type="date"
                autoComplete="bday"
                error={errors.dateOfBirth?.message}
                {...form.register('dateOfBirth')}
              />
            </FieldRow>
            <Controller
              control={form.control}
              name="timezone"
              render={({ field }) => (
                <Select
                  label={t.profile.timezone}
                  data={ZONES}
                  searchable
                  limit={60}
                  allowDeselect={false}
                  nothingFoundMessage={t.profile.timezoneEmpty}
                  error={errors.timezone?.message}
                  maxDropdownHeight={260}
                  comboboxProps={{ withinPortal: false }}
                  {...field}
                  onChange={(zone) => field.onChange(zone ?? field.value)}
                />
              )}
            />
            {timezone !== browserZone && (
              <div>
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => form.setValue('timezone', browserZone, { shouldDirty: true })}
                >
                  {t.profile.takeBrowserTimezone(browserZone)}
                </Button>
              </div>
            )}
          </Stack>
        </Card>
        <FormActions>
          <Button type="submit" size="md" loading={isSubmitting} disabled={!isDirty}>
            {t.common.save}
          </Button>
        </FormActions>
      </Stack>
    </Form>
  );
}

/** An empty field is an empty string in a form, and null in the API. */
function valuesOf(user: User, profile: Profile): ProfileValues {
  return {
    firstName: user.firstName ?? '',
    lastName: user.lastName ?? '',
    bio: profile.bio ?? '',
    phone: profile.phone ?? '',
    dateOfBirth: profile.dateOfBirth ?? '',
    timezone: profile.timezone ?? 'UTC',
  };
}
